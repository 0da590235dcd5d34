"""The ways in which `make sabotage` breaks the code, each with the tests that have to catch it.

A test is named by the end of the path of its file, with ` -k ` and a word where a part of the file is enough: files
move from folder to folder, and their names stay.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A change in `file` of a text that stands there exactly once."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Break:
    """What goes wrong with the site, as somebody would tell it; how it is done; and the tests that catch it.

    `says` is what the test that catches it must say, where it could fail for another reason too.
    """

    name: str
    edits: tuple[Edit, ...]
    tests: tuple[str, ...]
    says: str = ""


def _break(name, file, old, new, *tests, says=""):
    return Break(name, (Edit(file, old, new),), tests, says)


# The visits of the states of pages (tests/journeys/states/). One visit finds many things, so what it says counts too.
VISIT = "journeys/test_states.py -k {state}"


def _visit(name, file, old, new, *, state, says, by=VISIT):
    """A break that is seen when a browser visits a page in that state."""
    return _break(name, file, old, new, by.format(state=state), says=says)


NOBODY_ASKED = "if False:"

RIGHTS = (
    _break(
        "invisible marks come in with a text",
        "dog_site/core/models/clean_text.py",
        "            if field.name not in (exclude or ()):",
        "            if False:",
        "core/test_clean_text.py",
    ),
    _break(
        "one organisation stands under two ways of writing its name",
        "dog_site/core/lists/folding.py",
        'anyascii(unicodedata.normalize("NFKC", text)).casefold()',
        "anyascii(text)",
        "core/test_clean_text.py",
    ),
    _break(
        "who writes figures may publish them too",
        "home/rights.py",
        "_make_group(FIGURES, [*admin, *figures,",
        "_make_group(FIGURES, [*admin, *figures, *publish,",
        "test_permissions.py",
    ),
    _break(
        "everybody in the admin sees the reconciliation",
        "funding/admin/reconciliation.py",
        "if not may_see(request.user):",
        NOBODY_ASKED,
        "test_permission_matrix.py -k address",
    ),
    _break(
        "a chooser lists drafts to roles that may not see the list",
        "dog_site/core/editing/choosers.py",
        "return guard(super().construct_view(view_class, **kwargs))",
        "return super().construct_view(view_class, **kwargs)",
        "test_permissions.py",
    ),
    _break(
        "somebody approves their own change",
        "dog_site/core/models/approval.py",
        "return written.filter(pk__lte=revision.pk).exists() if revision else written.exists()",
        "return False",
        "test_conflicts.py -k approve",
    ),
    _break(
        "nobody asks why a published figure changes",
        "dog_site/core/editing/views.py",
        'if self.stored.changes_to(form.instance) and not form.cleaned_data["change_reason"].strip():',
        NOBODY_ASKED,
        "test_conflicts.py -k reason",
    ),
    _break(
        "one person takes a theme out of the headline",
        "projects/models/themes.py",
        'guarded_fields = ("counts_in_headline",)',
        "guarded_fields = ()",
        "test_one_door.py -k alone",
    ),
    _break(
        "a project page goes from under its entries",
        "funding/leaning.py",
        "return published.filter(project__in=rows",
        "return None and published.filter(project__in=rows",
        "test_one_door.py -k takes_away",
    ),
    _break(
        "what left and comes back is compared with nothing",
        "dog_site/core/models/approval.py",
        "return self.guarded_values() if self.last_public is None else self.last_public",
        "return None",
        "test_one_door.py -k comes_back",
    ),
    _break(
        "a task that is switched off publishes what waits",
        "dog_site/core/editing/finish.py",
        "if last is not None and last.status == last.STATUS_APPROVED and last.finished_by_id is not None:",
        "if last is not None:",
        "test_upkeep.py -k skipped",
    ),
    _break(
        "a workflow is switched off while something waits",
        "dog_site/core/editing/upkeep.py",
        "if not names:",
        "if names or True:",
        "test_upkeep.py -k refused",
    ),
    _break(
        "a text prints the address of a page that is not public",
        "dog_site/core/blocks/text_links.py",
        "public = PageQuerySet(Page).filter(pk__in=keys).visible()",
        "public = PageQuerySet(Page).filter(pk__in=keys)",
        "test_text_links.py -k words",
    ),
    _break(
        "a page is kept like another one",
        "dog_site/core/models/pages.py",
        "return self.filter(alias_of=None).exclude(self._is_restricted())",
        "return self.exclude(self._is_restricted())",
        "test_copies.py -k nowhere",
    ),
    _break(
        "who saves second overwrites who saved first",
        "dog_site/core/editing/conflicts.py",
        'return self.loaded_version != str(latest or "")',
        "return False",
        "test_conflicts.py -k second",
    ),
    _break(
        "a script that names no version overwrites an item",
        "dog_site/core/editing/conflicts.py",
        "if not self.is_stale or (self.expects_json_response and names_a_version):",
        "if not self.is_stale or self.expects_json_response:",
        "test_lost_updates.py -k no_version",
    ),
    _break(
        "who saves a page second overwrites who saved first",
        "dog_site/core/editing/page_edit.py",
        "if self.page.alias_of_id or self.is_cancelling_workflow or not self.is_stale:",
        "if self.page or self.is_stale:",
        "test_lost_updates.py -k page",
    ),
    _break(
        "a version is approved that the approver never saw",
        "dog_site/core/editing/deciding.py",
        'if self.action_name == "approve" and self.request.POST.get("version") != str(stored.latest_revision_id):',
        NOBODY_ASKED,
        "test_conflicts.py -k seen",
    ),
    _break(
        "one person brings back a plan of a figure that something else ended",
        "dog_site/core/editing/plans.py",
        "if isinstance(self.item, ApprovedByAnother):",
        NOBODY_ASKED,
        "test_plans.py -k figure",
    ),
    _break(
        "nobody hears that a plan ended",
        "dog_site/core/editing/plans.py",
        "    before = plans_of(items)",
        "    before = []",
        "test_plans.py -k publishing",
    ),
    _break(
        "who saves hears nothing of links that are closed",
        "dog_site/core/wagtail_hooks.py",
        "warn_about_closed_links(request, [instance])",
        "return",
        "test_unfollowable_links.py -k once",
    ),
    _break(
        "a figure is saved while somebody types",
        "funding/admin/views.py",
        "self.autosave_enabled = False",
        "self.autosave_enabled = True",
        "test_autosave.py -k figures",
    ),
    _break(
        "approvals are mailed before they are saved",
        "dog_site/core/editing/notifications.py",
        "transaction.on_commit(lambda: send(template_set, context, recipients, **kwargs), robust=True)",
        "send(template_set, context, recipients, **kwargs)",
        "test_notifications.py -k once_they_are_saved",
    ),
    _break(
        "production lets the development log-ins in",
        "dog_site/operations/development_logins.py",
        "allowed = settings.DEVELOPMENT_LOGINS or not user.is_development_login",
        "allowed = True",
        "test_development_logins.py -k refuses",
    ),
    _break(
        "a form of ours posts without a CSRF token",
        "templates/events/admin/next_edition.html",
        "{% csrf_token %}",
        "",
        "test_csrf.py",
    ),
    Break(
        "a page of ours takes posts from other sites",
        (
            Edit(
                "events/admin/next_edition.py",
                "\n\nclass Next",
                "\nfrom django.views.decorators.csrf import csrf_exempt\n\nclass Next",
            ),
            Edit("events/admin/next_edition.py", '@require_http_methods(["GET", "POST"])', "@csrf_exempt"),
        ),
        ("test_csrf.py",),
    ),
    _break(
        "a block that somebody else changed is overwritten",
        "dog_site/core/editing/page_edit.py",
        "        take_blocks(self.request.POST, form.instance, self.saved_texts)\n",
        "",
        "test_lost_updates_of_pages.py -k block",
    ),
    _break(
        "a form of what has no versions is saved over a newer one",
        "dog_site/core/editing/plain_conflicts.py",
        "        return self._loaded != self._saved\n",
        "        return False\n",
        "test_lost_updates_of_plain_forms.py -k refused",
    ),
    _break(
        "a script answers which of two versions is saved",
        "dog_site/core/editing/conflicts.py",
        "    return any(name.startswith(PREFIX) for name in data)",
        "    return False",
        "test_lost_updates.py -k script",
    ),
    _break(
        "what a draft links to is deleted from under it",
        "dog_site/core/editing/linked.py",
        ", *_drafts_with(rows.model, keys)}",
        "}",
        "test_linked_items.py -k draft",
    ),
    _break(
        "a theme that an event chose is deleted from under it",
        "dog_site/core/editing/linked.py",
        ", *_that_chose(rows.model, keys)",
        "",
        "test_linked_items.py -k item",
    ),
    _break(
        "an export of the admin holds a formula",
        "dog_site/core/editing/exports.py",
        "        return neutralise(found) if is_text else found\n",
        "        return found\n",
        "test_exports.py -k csv",
    ),
    _break(
        "one damaged image closes the library",
        "dog_site/core/models/media.py",
        "            self.note_damage(error)\n            return self.get",
        "            raise\n            return self.get",
        "test_damaged_media.py -k closed",
    ),
    _break(
        "nonsense in an address of the admin is a server error",
        "dog_site/core/editing/unreadable.py",
        "    return is_of_wagtail\n",
        "    return False\n",
        "test_hostile_values.py -k dutch",
    ),
)

MONEY = (
    _break(
        "a half is rounded to the even neighbour",
        "dog_site/core/numbers/notation.py",
        "rounding=ROUND_HALF_UP)",
        'rounding="ROUND_HALF_EVEN")',
        "core/test_notation.py",
    ),
    _break(
        "unknown amounts add up to zero",
        "funding/rollup.py",
        "return Decimal(sum(known)).scaleb(-2) if known else None",
        "return Decimal(sum(known)).scaleb(-2)",
        "funding/test_rollup.py -k known",
    ),
    _break(
        "the caveat of a size stays behind where it is printed",
        "dog_site/core/templatetags/dog.py",
        'filter(None, [figure.note if note else "", figure.caveat])',
        'filter(None, [figure.note if note else ""])',
        "results/test_caveats.py -k every_page",
    ),
    _break(
        "the multiplier runs over entries that lack one of the two",
        "funding/totals.py",
        "return self.paired_project_size / self.paired_contribution",
        "return self.project_size / self.contribution",
        "funding/test_rollup.py -k multiplier",
    ),
    _break(
        "what is only planned counts",
        "funding/models/choices.py",
        "COUNTED = (Stage.GRANTED, Stage.SETTLED)",
        "COUNTED = (Stage.PLANNED, Stage.GRANTED, Stage.SETTLED)",
        "funding/test_rollup.py -k count",
    ),
    _break(
        "a settled amount counts in the place of the granted one",
        "funding/rollup.py",
        "self.contribution = (self.contribution or 0) + contribution",
        "self.contribution = (self.contribution or 0) + (settled or contribution)",
        "test_yearly_results_page.py -k settled",
    ),
    _break(
        "the size of a project counts in each of its entries",
        "funding/rollup.py",
        "for group in groups if not group[size_is_repeated]]",
        "for group in groups]",
        "funding/test_rollup.py -k size",
    ),
    _break(
        "sizes of an organisation are marked over its own entries only",
        "funding/provider.py",
        'return add_up(public_ledger(year).where("pk", set(entries.values_list("pk", flat=True)))).totals()',
        "return entries.totals()",
        "results/test_organisations.py -k alone",
    ),
    _break(
        "an organisation that stands with an entry twice applied twice",
        "funding/applicants.py",
        "found.setdefault(stays.get(organisation_id, organisation_id), {})[key] = lines[key]",
        "found.setdefault(stays.get(organisation_id, organisation_id), {})[organisation_id, key] = lines[key]",
        "results/test_organisations.py -k once",
    ),
    _break(
        "a project with two entries is two projects",
        "funding/rollup.py",
        'projects=len(projects) + _count(groups, "count_without_project")',
        "projects=_count(groups)",
        "test_several_years.py -k counts_once",
    ),
    _break(
        "“ruim” may be a tenth more",
        "dog_site/core/numbers/wordings.py",
        "return stated < value <= stated * (1 + FIVE_PERCENT)",
        "return stated < value <= stated * (1 + 2 * FIVE_PERCENT)",
        "test_wordings.py",
    ),
    _break(
        "“12.50” is read as an amount",
        "dog_site/core/numbers/money.py",
        "match = _DUTCH.fullmatch(text)",
        'match = _DUTCH.fullmatch(re.sub(r"[.]([0-9]{2})$", r",\\1", text))',
        "test_money.py",
        "test_amounts_in_forms.py -k refused",
    ),
    _break(
        "“1.50” visitors are 150",
        "dog_site/core/numbers/counts.py",
        r"(?:\.[0-9]{3})+|[0-9]+",
        r"(?:\.[0-9]{2,3})+|[0-9]+",
        "test_counts.py",
    ),
    _break(
        "side events are added up beside their festival",
        "events/attendance.py",
        "max((stated.least for stated in known), default=0)",
        "sum(stated.least for stated in known)",
        "test_attendance.py -k least",
    ),
    _break(
        "a rollup stays in the cache after the next publication",
        "dog_site/core/kept/clock.py",
        'version, now = f"{release()}:{ContentVersion.name()}", timezone.now()',
        'version, now = f"{release()}", timezone.now()',
        "funding/test_rollup.py -k kept",
    ),
    _break(
        "publishing an entry does not raise the content version",
        "dog_site/core/signals.py",
        '        "CalendarEntry",',
        '        "CalendarEntry",\n        "FundingEntry",',
        "kept/test_version.py -k raises_the_version",
    ),
    _break(
        "a restore brings back the name of the content",
        "dog_site/core/models/version.py",
        '"token": secrets.token_hex(TOKEN)',
        '"token": ""',
        "kept/test_version.py -k wrong_total",
    ),
    _break(
        "an editor's page is kept for visitors",
        "dog_site/core/kept/answers.py",
        "and settings.SESSION_COOKIE_NAME not in request.COOKIES",
        "",
        "kept/test_answers.py -k editor",
    ),
    _break(
        "an invented address fills the store",
        "dog_site/core/lists/asked.py",
        'return query_of(request) == getattr(request, "known_query", "") and getattr(request, "is_counted", True)',
        "return True",
        "kept/test_answers.py -k writes_it",
    ),
    _break(
        "the clock changes no page that is kept",
        "events/models/clock.py",
        'MOMENTS = ("start", "end", "registration_closes")',
        'MOMENTS = ("registration_closes",)',
        "kept/test_answers.py -k over",
    ),
)

OPEN_DATA = (
    _break(
        "the files of a year state other amounts than its page",
        "funding/rows.py",
        "                entry.contribution,\n",
        "                entry.contribution and entry.contribution + 1,\n",
        "test_channels.py",
    ),
    _break(
        "amounts in the JSON lose their cents",
        "funding/open_data.py",
        'return f"{value:f}" if',
        'return f"{value:.0f}" if',
        "test_open_data.py -k json",
    ),
    _break(
        "a cell of the CSV is run as a formula",
        "dog_site/core/lists/cells.py",
        "if is_formula(text) else text",
        "if not text else text",
        "test_open_data.py -k formula",
    ),
    _break(
        "search engines are told the day and not the time",
        "events/structured_data.py",
        "return _moment(when.start) if when.is_exact and when.start_time else _day(when, when.start_date)",
        "return _day(when, when.start_date)",
        "events/test_structured_data.py -k precise",
    ),
    _break(
        "search engines are told that a free event costs money",
        "events/structured_data.py",
        'node("Offer", price=0,',
        'node("Offer", price=25,',
        "events/test_structured_data.py -k price",
    ),
    _break(
        "a title closes the element of the structured data",
        "dog_site/core/around/structured_data.py",
        ".translate(ESCAPES)",
        "",
        "tests/test_structured_data.py -k element",
    ),
)

LEAKS = (
    _break(
        "drafts stand in the agenda",
        "events/models/agenda.py",
        "self._all = EventPage.objects.visible()",
        "self._all = EventPage.objects.public()",
        "test_visibility.py -k nowhere",
    ),
    _break(
        "drafts stand in the feed of the news",
        "news/feeds.py",
        "child_of(asked.page).visible()",
        "child_of(asked.page).public()",
        "test_feeds.py -k hidden",
    ),
    _break(
        "the sitemap names figures of drafts only",
        "results/sitemap.py",
        'public=Count("pk", filter=COUNTS)',
        'public=Count("pk")',
        "test_sitemap.py -k figure",
    ),
    _break(
        "drafts are found by the search",
        "home/search/find.py",
        "return PageQuerySet(Page).visible()",
        "return PageQuerySet(Page).public()",
        "test_visibility.py -k nowhere",
    ),
    _break(
        "restricted pages are shown to everybody",
        "dog_site/core/models/pages.py",
        "return self.filter(alias_of=None).exclude(self._is_restricted())",
        "return self.filter(alias_of=None)",
        "test_visibility.py -k nowhere",
        "core/test_pages.py",
    ),
    _break(
        "what is past its last moment is shown until the job comes by",
        "dog_site/core/models/visibility.py",
        'return Q(**{f"{of}live": True}) & stays',
        'return Q(**{f"{of}live": True})',
        "test_planted.py -k nowhere",
    ),
    _break(
        "an image of a private collection is shown",
        "dog_site/core/models/media.py",
        "timezone.localdate() <= self.rights_until) and self.is_visible",
        "timezone.localdate() <= self.rights_until)",
        "test_planted.py -k nowhere",
    ),
    _break(
        "an event that is not public has a calendar file",
        "events/calendar/views.py",
        "events = EventPage.objects.visible().with_day_in_calendars(",
        "events = EventPage.objects.with_day_in_calendars(",
        "test_ical.py -k public",
    ),
    _break(
        "an uploaded photograph tells where it was taken",
        "dog_site/core/images/upload.py",
        "return without_place(image, data)",
        "return data",
        "core/test_images.py -k taken",
    ),
    _break(
        "visitors get a cookie",
        "dog_site/core/lists/listing.py",
        "self.request = request\n",
        'self.request = request\n        request.session["seen"] = True\n',
        "test_visibility.py -k cookie",
    ),
    _break(
        "a shared cache keeps what an editor was shown",
        "dog_site/operations/headers.py",
        "patch_cache_control(response, private=True)",
        "pass",
        "test_headers.py -k shared",
    ),
    _break(
        "a post without a token is called forbidden where nothing can be posted",
        "dog_site/operations/methods.py",
        "return None if request.method in methods else HttpResponseNotAllowed(methods)",
        "return None",
        "test_methods.py -k token",
    ),
    _break(
        "visitors may be sent scripts in the text of a page",
        "dog_site/operations/headers.py",
        '"script-src": SELF,',
        '"script-src": f"{SELF} \'unsafe-inline\'",',
        "test_headers.py",
    ),
)

AGENDA = (
    _break(
        "an event without a date is neither coming nor past",
        "events/models/querysets.py",
        "self.filter(Q(end__gt=timezone.now()) | Q(end__isnull=True))",
        "self.filter(Q(end__gt=timezone.now()))",
        "events/test_agenda.py -k coming",
    ),
    _break(
        "calendars are not told of another day",
        "events/calendar/entries.py",
        "row.sequence += row.plan != plan",
        "row.sequence += False",
        "test_identity.py",
    ),
    _break(
        "an entry in calendars is as old as it was when its venue has another address",
        "events/signals.py",
        "keep_up(instance.events.all())",
        "pass",
        "test_entry_follows.py -k moves",
    ),
    _break(
        "an entry in calendars does not follow what no signal tells",
        "events/calendar/entries.py",
        "    if otherwise:",
        "    if False:",
        "test_entry_follows.py -k updated",
    ),
    _break(
        "half past two is by the clock in the night in which that comes twice",
        "events/calendar/ical.py",
        "at.astimezone(datetime.UTC if comes_twice(at) else AMSTERDAM)",
        "at.astimezone(AMSTERDAM)",
        "test_ical.py -k twice",
    ),
    _break(
        "a line break in a text breaks its line of a calendar file",
        "events/calendar/lines.py",
        r""".replace("\n", r"\n")""",
        "",
        "test_ical_round_trip.py",
    ),
    _break(
        "a semicolon ends a value in a calendar file",
        "events/calendar/lines.py",
        r""".replace(";", r"\;")""",
        "",
        "test_ical_lines.py",
    ),
    _break(
        "a calendar program keeps what it has after a change",
        "dog_site/core/kept/answers.py",
        'digest = _digest(f"{now} {request.scheme}',
        'digest = _digest(f"{request.scheme}',
        "test_ical.py -k told",
    ),
    _break(
        "a news reader keeps what it has after a change",
        "dog_site/core/kept/clock.py",
        'return f"{version}:{until.timestamp()}"',
        'return "1"',
        "test_feeds.py -k change_is_sent",
    ),
    _break(
        "a feed does not move along with its page",
        "dog_site/core/around/addresses.py",
        "if page and not _has_a_page(site, redirect.old_path):",
        NOBODY_ASKED,
        "test_feeds.py -k another_address",
        "test_addresses_stay.py -k every_address",
    ),
    _break(
        "the working title of a draft takes the old address of another page",
        "dog_site/core/signals.py",
        "keep_addresses(instance, instance_before.url_path, has_been_published(instance_before))",
        "keep_addresses(instance, instance_before.url_path, True)",
        "test_redirects.py -k draft",
    ),
    _break(
        "a version that was planned takes the addresses of a public theme away",
        "projects/models/themes.py",
        "if published and self.slug != published.slug:",
        NOBODY_ASKED,
        "test_addresses_stay.py -k theme_keeps",
    ),
    _break(
        "a subscription to a renamed series becomes one to everything",
        "events/calendar/views.py",
        "    ask_exactly(request, agenda.form)\n",
        "",
        "test_files_ask_exactly.py",
    ),
    _break(
        "a session may lie outside its event",
        "events/models/form.py",
        "return self.is_bound and self._sessions_lie_within() and is_valid",
        "return is_valid",
        "test_event_forms.py -k session",
    ),
    _break(
        "what can never be true is told above the form and not at the field",
        "dog_site/core/constraints.py",
        "raise ValidationError({self.field: error.messages}) from error",
        "raise",
        "test_entries.py -k field",
        "test_event_forms.py -k field",
    ),
)

SITE = (
    _break(
        "a page number that is no number is a server error",
        "dog_site/core/lists/listing.py",
        'number if number.isascii() and len(number) < 10 else ""',
        "int(number)",
        "test_bad_input.py",
    ),
    _break(
        "a page of fixed address gets another address",
        "dog_site/core/models/pages.py",
        "if self.fixed_slug:",
        NOBODY_ASKED,
        "test_setup.py -k slug",
    ),
    _break(
        "load_2017 makes anew what an editor deleted or emptied",
        "content_2017/ledger.py",
        "if key in self.handled:",
        "if key in self.created:",
        "content_2017/test_loading.py -k editor",
    ),
    _break(
        "a list asks the database for the venue of each row",
        "events/models/querysets.py",
        'found = self.select_related("venue")',
        "found = self.all()",
        "test_query_counts.py",
    ),
    _break(
        "a file names a source that is not public",
        "funding/rows.py",
        "visible = SourceDocument.objects.visible().prefetch_related",
        "visible = SourceDocument.objects.prefetch_related",
        "funding/test_rows.py",
    ),
    _break(
        "a form offers the themes of before",
        "dog_site/core/editing/packed.py",
        "return get_language(), *choices_in(self.block_def)",
        "return (get_language(),)",
        "test_packed_blocks.py -k chosen",
    ),
    _break(
        "a room imports from the room above it",
        "projects/urls.py",
        "from .feeds import ProjectsFeed",
        "from funding.models import FundingEntry  # noqa: F401\n\nfrom .feeds import ProjectsFeed",
        "test_architecture.py -k imports",
    ),
    _break(
        "an image needs no description",
        "dog_site/core/images/upload.py",
        'self.fields["description"].required = True',
        "pass",
        "test_images.py -k description",
    ),
)

IN_THE_BROWSER = (
    Break(
        "soft text is too light to read",
        (
            Edit("frontend/css/10-brand.css", "--brand-soft: #4b5951;", "--brand-soft: #9aa8a0;"),
            Edit("static/css/dog.css", "--brand-soft:#4b5951;", "--brand-soft:#9aa8a0;"),
        ),
        ("test_contrast.py",),
    ),
    _visit(
        "links are too dark to read in the dark",
        "static/css/dog.css",
        "--brand-green-deep:#5fd394;",
        "--brand-green-deep:#00582c;",
        state="results_of_2017",
        says="color-contrast",
    ),
    _visit(
        "a heading skips levels",
        "templates/results/figure.html",
        """<h2 id="betekenis">{% translate "What this figure means" %}</h2>""",
        """<h3 id="betekenis">{% translate "What this figure means" %}</h3>""",
        state="figure_of_contributions",
        says="h3 after h1",
    ),
    _visit(
        "a page has two titles",
        "templates/results/parts/headline.html",
        """<h2 id="kern" class="dog-visually-hidden">{% translate "Key figures" %}</h2>""",
        """<h1 id="kern" class="dog-visually-hidden">{% translate "Key figures" %}</h1>""",
        state="results_of_2017",
        says="2 h1",
    ),
    _visit(
        "a page is wider than a telephone",
        "static/css/dog.css",
        "body{background:var(--surface);",
        "body{min-width:30rem;background:var(--surface);",
        state="standard_page_without_text",
        says="scrolls sideways",
    ),
    _visit(
        "links of the footer are too small to hit",
        "static/css/dog.css",
        ".dog-footer nav a{padding-block:.25rem;display:inline-block}",
        ".dog-footer nav a{padding-block:0;line-height:1;display:inline-block}",
        state="standard_page_without_text",
        says=" by 15",
    ),
    _visit(
        "nobody sees where the focus is",
        "static/css/dog.css",
        ":focus-visible{outline:3px solid var(--text);",
        ":focus-visible{outline:none;",
        state="standard_page_without_text",
        says="focus of",
    ),
    _visit(
        "a drawing has no words",
        "templates/components/euro_row.html",
        """role="img" aria-label="{{ row.label }}{% if caveat %}, {{ caveat }}{% endif %}">""",
        """role="img">""",
        state="results_of_2017",
        says="svg-img-alt",
    ),
    _visit(
        "a field of a filter has no label",
        "templates/components/filter_form.html",
        "{{ field.label_tag }}",
        "",
        state="project_list_of_one",
        says="label",
    ),
    _visit(
        "two elements have the same id",
        "templates/components/footer.html",
        """<h2 id="feeds">""",
        """<h2 id="over-deze-site">""",
        state="standard_page_without_text",
        says="no-dup-id",
        by=VISIT,
    ),
    _visit(
        "a page does not say its language",
        "templates/base.html",
        """<html lang="nl">""",
        "<html>",
        state="standard_page_without_text",
        says="lang",
        by=VISIT,
    ),
    _visit(
        "a page asks another site for its letters",
        "templates/base.html",
        "{% block head %}{% endblock %}",
        """<link rel="stylesheet" href="https://fonts.example.org/css">{% block head %}{% endblock %}""",
        state="standard_page_without_text",
        says="style-src",
        by=VISIT,
    ),
    _visit(
        "every row of the agenda has a drawing, and the page is too heavy",
        "templates/components/event_row.html",
        "{% if event.kind %}",
        """{% pattern event.slug "blauw" 80 20 %}{% if event.kind %}""",
        state="agenda_of_many",
        says="HTML: ",
        by=VISIT,
    ),
    _break(
        "a page has a style in its HTML",
        "templates/base.html",
        """<main id="inhoud" class="dog-width">""",
        """<main id="inhoud" class="dog-width" style="margin-top: 0">""",
        "test_headers.py -k style",
    ),
    _break(
        "a picture has no words",
        "dog_site/core/images/renditions.py",
        """"alt": alternative(image), """,
        "",
        "test_renditions.py -k words",
    ),
)

BREAKS = (*RIGHTS, *MONEY, *OPEN_DATA, *LEAKS, *AGENDA, *SITE, *IN_THE_BROWSER)
