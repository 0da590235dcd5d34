"""A deleted page comes back: at its place, under its own key, as a draft, and never more public than it was.

Whatever could not come back is said.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from modelsearch import index
from wagtail.log_actions import log
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Revision, Site, TaskState, WorkflowState

from ..models.deleted import DeletedPage
from ..models.pages import page_returned
from ..models.version import ContentVersion
from .kept_rows import Kept, existing, model_of, read
from .places import free_path, free_slug, place_for
from .returning_rows import Refused, ReturningRows, type_of
from .sentences import some_of

PUT_BACK = "core.page.put_back"
WAITING = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


class NotKept(Exception):
    """It was put back already, or its time is over."""


@dataclass
class PutBack:
    """A page that came back, and what did not, or not as it was, in sentences."""

    page: Page
    told: list[str] = field(default_factory=list)


@transaction.atomic
def put_back(key: int, user) -> PutBack:
    """Put the page of this deletion back, with whatever page above it was deleted too.

    Raises NotKept, or Refused with a sentence, and then changes nothing.
    """
    deleted = DeletedPage.objects.still_kept().filter(pk=key).first()
    # Whoever deletes the row has the page: another one waits here, and finds nothing.
    data = deleted and deleted.data
    if deleted is None or not DeletedPage.objects.filter(pk=key).delete()[0]:
        raise NotKept
    told = _put_back_what_was_above(deleted, user)
    try:
        kept = Kept.unpack(data)
    except ValueError as error:
        raise Refused(_("What was kept of this page is damaged and cannot be read.")) from error
    back = _Return(deleted, kept, user).run()
    back.told = told + back.told
    return back


def _put_back_what_was_above(deleted, user) -> list[str]:
    """The page that it stood under was deleted as well: without that there is no place for it."""
    if not deleted.above or Page.objects.filter(pk=deleted.above[-1]).exists():
        return []
    holder = next((each for each in DeletedPage.objects.still_kept() if deleted.above[-1] in each.keys), None)
    if holder is None:
        return []
    try:
        with transaction.atomic():
            above = put_back(holder.pk, user)
    except (Refused, NotKept):
        return []
    sentence = _("It stood under “%(title)s”, which was deleted too and is a draft again as well.")
    return [sentence % {"title": holder.title}, *above.told]


class _Return:
    def __init__(self, deleted: DeletedPage, kept: Kept, user):
        self.deleted, self.kept, self.user = deleted, kept, user
        self.told: list[str] = []
        self.rows = ReturningRows(kept.rows)

    def run(self) -> PutBack:
        self.rows.check_types()
        self.top = next((page for page in self.rows.pages if page.pk == self.deleted.page_key), None)
        if self.top is None:
            raise Refused(_("What was kept of this page is damaged and cannot be read."))
        self.model = type_of(self.top)
        self.parent = self._parent()
        self.rows.cut_what_is_gone()
        self._check_that_there_may_be_one_more()
        self._place()
        self._make_drafts()
        self.rows.save()
        Page.objects.filter(pk=self.parent.pk).update(numchild=F("numchild") + 1)
        page = Page.objects.get(pk=self.top.pk).specific
        self._keep_private(page)
        self._say_what_is_missing()
        self._let_the_site_know(page)
        return PutBack(page, self.told)

    def _parent(self):
        parent = place_for(self.deleted, self.model, self.user)
        if parent is None:
            raise Refused(_("There is no page where it may stand and where you may add pages."))
        if not self.deleted.above or parent.pk != self.deleted.above[-1]:
            self.told.append(_("The page above it is gone, so it stands under “%(title)s” now.") % {"title": parent})
        # Who adds a page below it locks it as well.
        return Page.objects.select_for_update().get(pk=parent.pk)

    def _check_that_there_may_be_one_more(self):
        for page in self.rows.pages:
            model = type_of(page)
            if model.max_count is not None and model.objects.count() >= model.max_count:
                raise Refused(_("There is another page of this type now, and there can be one only."))
        for row in (row for row in self.rows.rows if isinstance(row, Page)):
            self._free_what_only_one_can_have(row)

    def _free_what_only_one_can_have(self, row):
        for column in (each for each in row._meta.local_concrete_fields if each.unique and not each.primary_key):
            value = getattr(row, column.attname)
            # A place in the tree is found for it below.
            if value is None or column.name == "path":
                continue
            other = type(row)._base_manager.filter(**{column.attname: value}).first()
            if other and not column.null:
                words = {"other": other, "what": column.verbose_name}
                raise Refused(_("“%(other)s” has the same %(what)s now, and only one page can have it.") % words)
            if other:
                setattr(row, column.attname, None)
                self.told.append(
                    _("“%(other)s” has the same %(what)s now, so it is empty.")
                    % {"other": other, "what": column.verbose_name}
                )

    def _place(self):
        """Find room in the tree and an address; the pages below keep theirs, under it."""
        is_own_parent = bool(self.deleted.above) and self.parent.pk == self.deleted.above[-1]
        path_before, url_before, slug = self.top.path, self.top.url_path or "", self.top.slug or "pagina"
        path = free_path(self.parent, path_before, is_own_parent)
        self.top.slug = free_slug(self.parent, slug)
        if self.top.slug != slug:
            if getattr(self.model, "fixed_slug", None):
                raise Refused(_("There is another page of this type now, and there can be one only."))
            self.told.append(_("Another page has its address now, so it is “%(slug)s”.") % {"slug": self.top.slug})
        url_path = f"{self.parent.url_path}{self.top.slug}/"
        children = Counter((page.path or "")[: -Page.steplen] for page in self.rows.pages)
        for page in self.rows.pages:
            page.numchild = children[page.path]
            page.path = path + (page.path or "").removeprefix(path_before or "")
            page.depth = len(page.path) // Page.steplen
            page.url_path = url_path + (page.url_path or "").removeprefix(url_before)

    def _make_drafts(self):
        """Nothing goes live or waits for anybody by itself."""
        for page in self.rows.pages:
            page.live, page.has_unpublished_changes, page.live_revision_id = False, True, None
            # Nothing is kept like another page here.
            page.alias_of_id = None
        planned = [revision for revision in self.rows.of(Revision) if revision.approved_go_live_at]
        for revision in planned:
            revision.approved_go_live_at = None
        waiting = [state for state in self.rows.of(WorkflowState) if state.status in WAITING]
        for state in waiting:
            state.status = WorkflowState.STATUS_CANCELLED
        for restriction in self.rows.of(PageViewRestriction):
            _close(restriction)
        for state in self.rows.of(TaskState):
            if state.status == TaskState.STATUS_IN_PROGRESS:
                state.status = TaskState.STATUS_CANCELLED
        if planned:
            self.told.append(_("A version was planned for later. That plan ended: plan it again."))
        if waiting:
            self.told.append(_("It waited for approval. Submit it again."))

    def _keep_private(self, page):
        """It comes back behind every restriction that it was behind."""
        own = [row for row in self.kept.rows if row["model"] == PageViewRestriction._meta.label_lower]
        above = PageViewRestriction.objects.filter(page__in=self.parent.get_ancestors(inclusive=True))
        covering = {*above.values_list("pk", flat=True)}
        missing = [row for row in self.kept.restrictions if row.get("key") not in covering]
        for row in missing:
            self._restrict(page, row)
        if len(own) > len(self.rows.of(PageViewRestriction)):
            PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN).save(user=self.user)
        if missing or len(own) > len(self.rows.of(PageViewRestriction)):
            self.told.append(_("It was private, by the page above it or by itself. It is private by itself now."))

    def _restrict(self, page, row):
        found, _lost = read(row)
        kind = getattr(found, "restriction_type", "")
        restriction = PageViewRestriction(page=page, restriction_type=kind, password=getattr(found, "password", ""))
        _close(restriction)
        restriction.save(user=self.user)
        groups = row.get("groups")
        restriction.groups.set(Group.objects.filter(pk__in=groups if isinstance(groups, list) else []))

    def _say_what_is_missing(self):
        if names := self._names_of_what_is_gone():
            sentence = _("This is gone since then, and so it is not in it: %(names)s.")
            self.told.append(sentence % {"names": some_of(names)})
        if any(isinstance(row, Page) and column.name == "owner" for row, column in self.rows.emptied):
            self.told.append(_("Who made it has no account any more, so it has no owner."))
        if self.rows.left_out:
            self.told.append(_("Not put back: %(kinds)s.") % {"kinds": some_of(sorted(self.rows.left_out))})
        if self.rows.lost:
            names = some_of(sorted(self.rows.lost))
            self.told.append(_("Of what was kept this cannot be read any more: %(names)s.") % {"names": names})
        if self.kept.groups:
            self.told.append(
                _("Groups with rights of their own on it, which an administrator gives again: %(groups)s.")
                % {"groups": some_of(self.kept.groups)}
            )

    def _names_of_what_is_gone(self):
        names = []
        for reference, name in self.kept.names.items():
            label, _colon, key = reference.rpartition(":")
            model = model_of(label)
            if key.isdecimal() and model is not None and not existing(model, [int(key)]):
                names.append(f"{name} ({model._meta.verbose_name})")
        return sorted(names)

    def _let_the_site_know(self, page):
        """Rows that are written as they were tell nobody."""
        for each in Page.objects.filter(path__startswith=page.path).specific():
            index.insert_or_update_object(each)
            ReferenceIndex.create_or_update_for_object(each)
            log(each, PUT_BACK, user=self.user)
        Site.clear_site_root_paths_cache()
        page_returned.send(type(page), instance=page, url_path_before=self.deleted.url_path)
        ContentVersion.raise_number()


def _close(restriction):
    """Of a restriction that cannot be read only a log-in is left: others ask for what nobody knows."""
    is_closed = restriction.restriction_type in (PageViewRestriction.LOGIN, PageViewRestriction.GROUPS)
    if not is_closed and not (restriction.restriction_type == PageViewRestriction.PASSWORD and restriction.password):
        restriction.restriction_type = PageViewRestriction.LOGIN
