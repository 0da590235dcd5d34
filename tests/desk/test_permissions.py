"""Each group can do what it may, and nothing more."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Revision, Workflow

from dog_site.core.models import SiteSettings
from events.models import Venue
from funding.models import FundingEntry, PublishedFigure, SourceDocument
from home.models import HomePage
from projects.models import Organisation, ProjectPage, Theme
from tests.desk.browser import (
    ENTRIES,
    REASON,
    SNIPPETS,
    approve,
    before_anything,
    edit_url,
    entry,
    form_at,
    new_entry,
    page_add_url,
    page_edit_url,
    post,
    post_page,
    project,
    propose,
    public_text,
    root_collection,
    state_at,
    what_visitors_see,
)
from tests.factories import FundingEntryFactory, ProjectPageFactory, ThemeFactory, VenueFactory

ROLES = ["communicatie", "cijfers", "coordinatie", "beheer"]
PAGES = {"communicatie", "coordinatie", "beheer"}
FIGURES = {"cijfers", "coordinatie", "beheer"}
APPROVERS = {"coordinatie", "beheer"}
BEHEER = {"beheer"}
NOBODY = set()


def form_of_beheer(url):
    """The form as somebody with all rights sees it: what a person without them could post all the same."""
    client = Client()
    client.force_login(get_user_model().objects.get(username="beheer"))
    return form_at(client, url)


def opens(url):
    return lambda client: client.get(url).status_code == 200


def send(client, url, action=None, **typed):
    return post(client, url, action, form=form_of_beheer(url), **typed)


def send_page(client, url, action=None, **typed):
    return post_page(client, url, action, form=form_of_beheer(url), **typed)


# Funding and what is around it


def drafts_an_entry(client):
    send(client, f"{ENTRIES}add/", **new_entry())
    return FundingEntry.objects.filter(title="Nieuwe regel", live=False).exists()


def as_somebody_else(username="cijfers2"):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def approves_a_new_entry(client):
    propose(as_somebody_else(), f"{ENTRIES}add/", **new_entry())
    approve(client)
    return FundingEntry.objects.filter(title="Nieuwe regel", live=True).exists()


def drafts_a_change(client):
    send(client, edit_url(entry()), contribution="2.500")
    return entry().get_latest_revision_as_object().contribution == 2_500


def approves_a_change(client):
    propose(as_somebody_else(), edit_url(entry()), contribution="2.500")
    approve(client)
    return entry().contribution == 2_500


def publishes_a_change_without_approval(client):
    send(client, edit_url(entry()), "publish", contribution="2.500", change_reason=REASON)
    return entry().contribution == 2_500


def approves_its_own_change(client):
    send(client, edit_url(entry()), "submit", contribution="2.500", change_reason=REASON)
    if entry().current_workflow_task_state:
        approve(client, entry())
    return entry().contribution == 2_500


def submits_a_change(client):
    send(client, edit_url(entry()), "submit", contribution="2.500", change_reason=REASON)
    return entry().current_workflow_state is not None


def publishes_by_going_back(client):
    url = f"{ENTRIES}history/{entry().pk}/revisions/{entry().latest_revision_id}/revert/"
    send(client, url, "publish", contribution="2.500", change_reason=REASON)
    return entry().contribution == 2_500


def proposes_that_an_entry_leaves(client):
    client.post(f"{ENTRIES}unpublish/{entry().pk}/", {"reason": REASON})
    return entry().get_latest_revision_as_object().to_unpublish and entry().workflow_in_progress


def unpublishes_an_entry(client):
    if proposes_that_an_entry_leaves(client):
        approve(client)
    return not entry().live


def deletes_an_entry(client):
    client.post(f"{ENTRIES}delete/{FundingEntryFactory(reference='DOG-2019-900', live=False).pk}/")
    return not FundingEntry.objects.filter(reference="DOG-2019-900").exists()


def deletes_entries_at_once(client):
    item = FundingEntryFactory(reference="DOG-2019-900", live=False)
    client.post(f"/beheer/bulk/funding/fundingentry/delete/?id={item.pk}&next=/beheer/")
    return not FundingEntry.objects.filter(reference="DOG-2019-900").exists()


def drafts_a_source(client):
    send(client, f"{SNIPPETS['source']}add/", title="Jaarrekening", kind="jaarrekening")
    return SourceDocument.objects.filter(title="Jaarrekening", live=False).exists()


def publishes_a_source(client):
    send(client, f"{SNIPPETS['source']}add/", "publish", title="Jaarrekening", kind="jaarrekening")
    return SourceDocument.objects.filter(title="Jaarrekening", live=True).exists()


def drafts_an_organisation(client):
    send(client, f"{SNIPPETS['organisation']}add/", name="Bibliotheek")
    return Organisation.objects.filter(name="Bibliotheek", live=False).exists()


def publishes_an_organisation(client):
    send(client, f"{SNIPPETS['organisation']}add/", "publish", name="Bibliotheek")
    return Organisation.objects.filter(name="Bibliotheek", live=True).exists()


def drafts_a_theme(client):
    send(client, f"{SNIPPETS['theme']}add/", name="Veiligheid", slug="veiligheid")
    return Theme.objects.filter(slug="veiligheid", live=False).exists()


def publishes_a_theme(client):
    send(client, f"{SNIPPETS['theme']}add/", "publish", name="Veiligheid", slug="veiligheid")
    return Theme.objects.filter(slug="veiligheid", live=True).exists()


def unpublishes_a_theme(client):
    theme = ThemeFactory()
    client.post(f"{SNIPPETS['theme']}unpublish/{theme.pk}/")
    theme.refresh_from_db()
    return not theme.live


def stated(**typed):
    source = SourceDocument.objects.first()
    return {"number": "D99", "title": "X", "source": str(source.pk), "year": "2017", "metric": "bijdrage", "value": "5"}


def drafts_a_stated_figure(client):
    send(client, f"{SNIPPETS['stated figure']}add/", **stated())
    return PublishedFigure.objects.filter(number="D99", live=False).exists()


def approves_a_stated_figure(client):
    propose(as_somebody_else(), f"{SNIPPETS['stated figure']}add/", **stated())
    approve(client)
    return PublishedFigure.objects.filter(number="D99", live=True).exists()


# The agenda and the news


def drafts_a_venue(client):
    send(client, f"{SNIPPETS['venue']}add/", name="Akerk")
    return Venue.objects.filter(name="Akerk", live=False).exists()


def publishes_a_venue(client):
    send(client, f"{SNIPPETS['venue']}add/", "publish", name="Akerk")
    return Venue.objects.filter(name="Akerk", live=True).exists()


def drafts_a_change_of_a_venue(client):
    venue = Venue.objects.get(name="Martiniplaza")
    send(client, edit_url(venue), street="Leonard Springerlaan 2")
    venue.refresh_from_db()
    return venue.get_latest_revision_as_object().street == "Leonard Springerlaan 2"


def submits_a_change_of_a_venue(client):
    venue = Venue.objects.get(name="Martiniplaza")
    send(client, edit_url(venue), "submit", street="Leonard Springerlaan 2")
    return venue.current_workflow_state is not None


def keeps_a_plan_of_a_venue(client):
    venue = Venue.objects.get(name="Martiniplaza")
    venue.go_live_at = timezone.now() + timezone.timedelta(days=2)
    plan = venue.save_revision()
    plan.publish()
    Revision.objects.filter(pk=plan.pk).update(approved_go_live_at=None)
    client.get(reverse("keep_plan", args=[plan.pk]))
    client.post(reverse("keep_plan", args=[plan.pk]))
    return Revision.objects.filter(pk=plan.pk, approved_go_live_at__isnull=False).exists()


def deletes_a_venue(client):
    client.post(f"{SNIPPETS['venue']}delete/{VenueFactory(name='Akerk').pk}/")
    return not Venue.objects.filter(name="Akerk").exists()


def drafts(page_type):
    def act(client):
        send_page(client, page_add_url(page_type), title="Nieuw", slug="nieuw")
        return Page.objects.filter(slug="nieuw", live=False).exists()

    return act


def publishes(page_type):
    def act(client):
        send_page(client, page_add_url(page_type), "publish", title="Nieuw", slug="nieuw")
        return Page.objects.filter(slug="nieuw", live=True).exists()

    return act


# Pages, images, documents


def drafts_a_page(client):
    send_page(client, page_add_url("home/standardpage"), title="Nieuw", slug="nieuw")
    return Page.objects.filter(slug="nieuw", live=False).exists()


def publishes_a_new_page(client):
    send_page(client, page_add_url("home/standardpage"), "publish", title="Nieuw", slug="nieuw")
    return Page.objects.filter(slug="nieuw", live=True).exists()


def drafts_a_change_of_a_page(client):
    send_page(client, page_edit_url(project()), title="PyGrunn hernoemd")
    return project().get_latest_revision_as_object().title == "PyGrunn hernoemd"


def publishes_a_change_of_a_page(client):
    send_page(client, page_edit_url(project()), "publish", title="PyGrunn hernoemd")
    return "PyGrunn hernoemd" in public_text("/projecten/pygrunn/")


def submits_a_page(client):
    send_page(client, page_edit_url(project()), "submit", title="PyGrunn hernoemd")
    return project().current_workflow_state is not None


def unpublishes_a_page(client):
    page = ProjectPageFactory()  # without entries; one that they lean on stays (tests/funding/desk/test_one_door.py)
    client.post(f"/beheer/pages/{page.pk}/unpublish/")
    return not ProjectPage.objects.get(pk=page.pk).live


def publishes_a_page_through_the_api(client):
    send_page(client, page_edit_url(project()), title="PyGrunn hernoemd")
    client.post(f"/beheer/api/main/pages/{project().pk}/action/publish/")
    return "PyGrunn hernoemd" in public_text("/projecten/pygrunn/")


def deletes_a_page(client):
    page = ProjectPageFactory()
    client.post(f"/beheer/pages/{page.pk}/delete/")
    return not ProjectPage.objects.filter(pk=page.pk).exists()


def deletes_the_home_page(client):
    client.post(f"/beheer/pages/{HomePage.objects.get().pk}/delete/")
    return not HomePage.objects.exists()


def uploads_an_image(client):
    file = SimpleUploadedFile("podium.png", get_test_image_file().file.getvalue())
    client.post(
        "/beheer/images/add/",
        {"title": "Podium", "description": "Een podium", "tags": "", "collection": root_collection(), "file": file},
    )
    return get_image_model().objects.exists()


def changes_an_image(client):
    image = get_image_model().objects.create(title="Podium", description="Oud", file=get_test_image_file())
    url = f"/beheer/images/{image.pk}/"
    typed = {"title": "Podium", "description": "Nieuw", "tags": "", "collection": root_collection()}
    client.post(url, {**state_at(client, url), **typed})
    return get_image_model().objects.get().description == "Nieuw"


def deletes_an_image(client):
    image = get_image_model().objects.create(title="Podium", description="Oud", file=get_test_image_file())
    client.post(f"/beheer/images/{image.pk}/delete/")
    return not get_image_model().objects.exists()


def uploads_a_document(client):
    file = SimpleUploadedFile("lijst.txt", b"inhoud")
    client.post(
        "/beheer/documents/add/",
        {"title": "Lijst", "language": "nl", "tags": "", "collection": root_collection(), "file": file},
    )
    return get_document_model().objects.filter(title="Lijst").exists()


# The site itself


def changes_the_settings(client):
    url = f"/beheer/settings/core/sitesettings/{SiteSettings.objects.get().site_id}/"
    send(client, url, slogan="Een andere leus")
    return SiteSettings.objects.get().slogan == "Een andere leus"


def adds_a_redirect(client):
    client.post("/beheer/redirects/add/", {"old_path": "/oud/", "redirect_link": "https://example.org/", "site": ""})
    return Redirect.objects.exists()


def deletes_a_redirect(client):
    redirect = Redirect.objects.create(old_path="/oud", redirect_link="https://example.org/")
    client.post(f"/beheer/redirects/{redirect.pk}/delete/")
    return not Redirect.objects.exists()


def adds_a_user(client):
    password = "heel-lang-en-vreemd-woord"
    typed = {"first_name": "N", "last_name": "N", "email": "n@example.org", "password1": password}
    client.post("/beheer/users/new/", {"username": "nieuw", "is_active": "on", "password2": password, **typed})
    return get_user_model().objects.filter(username="nieuw").exists()


def makes_somebody_superuser(client):
    user = get_user_model().objects.get(username="cijfers2")
    typed = {"username": "cijfers2", "first_name": "C", "last_name": "C", "email": "c@example.org", "is_active": "on"}
    url = f"/beheer/users/edit/{user.pk}/"
    client.post(url, {**state_at(client, url), **typed, "is_superuser": "on"})
    return get_user_model().objects.get(username="cijfers2").is_superuser


def deletes_a_user(client):
    client.post(f"/beheer/users/delete/{get_user_model().objects.get(username='cijfers2').pk}/")
    return not get_user_model().objects.filter(username="cijfers2").exists()


def deletes_a_group(client):
    Group.objects.create(name="Tijdelijk")
    client.post(f"/beheer/groups/delete/{Group.objects.get(name='Tijdelijk').pk}/")
    return not Group.objects.filter(name="Tijdelijk").exists()


def switches_the_workflow_off(client):
    workflow = Workflow.objects.get(name="Goedkeuring door Coördinatie")
    client.post(f"/beheer/workflows/disable/{workflow.pk}/")
    workflow.refresh_from_db()
    return not workflow.active


def adds_a_collection(client):
    client.post("/beheer/collections/add/", {"name": "Nieuw", "parent": str(Collection.get_first_root_node().pk)})
    return Collection.objects.filter(name="Nieuw").exists()


def chooser(kind):
    return SNIPPETS[kind].replace("/snippets/", "/snippets/choose/")


# What Communicatie does not reach: funding, its lists, forms and choosers.
MAY_WITH_FIGURES = [
    ("opens the entries", opens(ENTRIES), FIGURES),
    ("opens the form of an entry", opens(f"{ENTRIES}add/"), FIGURES),
    ("opens the sources", opens(SNIPPETS["source"]), FIGURES),
    ("opens the stated figures", opens(SNIPPETS["stated figure"]), FIGURES),
    ("chooses from the entries, drafts included", opens(chooser("entry")), FIGURES),
    ("chooses from the stated figures, drafts included", opens(chooser("stated figure")), FIGURES),
    ("opens the organisations", opens(SNIPPETS["organisation"]), FIGURES),
    ("opens the themes", opens(SNIPPETS["theme"]), FIGURES),
    ("drafts an entry", drafts_an_entry, FIGURES),
    ("drafts a change of an entry", drafts_a_change, FIGURES),
    ("submits a change of an entry", submits_a_change, FIGURES),
    ("drafts a source", drafts_a_source, FIGURES),
    ("drafts a stated figure", drafts_a_stated_figure, FIGURES),
    ("drafts an organisation", drafts_an_organisation, FIGURES),
    ("drafts a theme", drafts_a_theme, FIGURES),
    ("approves a new entry", approves_a_new_entry, APPROVERS),
    ("approves a change of an entry", approves_a_change, APPROVERS),
    ("publishes a change of an entry without approval", publishes_a_change_without_approval, NOBODY),
    ("approves its own change of an entry", approves_its_own_change, NOBODY),
    ("publishes an entry by going back to a version", publishes_by_going_back, NOBODY),
    ("proposes that an entry leaves the site", proposes_that_an_entry_leaves, APPROVERS),
    ("unpublishes an entry alone", unpublishes_an_entry, NOBODY),
    ("publishes a source", publishes_a_source, APPROVERS),
    ("approves a stated figure", approves_a_stated_figure, APPROVERS),
    ("publishes an organisation", publishes_an_organisation, APPROVERS),
    ("publishes a theme", publishes_a_theme, APPROVERS),
    ("unpublishes a theme", unpublishes_a_theme, APPROVERS),
    ("deletes an entry", deletes_an_entry, BEHEER),
    ("deletes entries at once", deletes_entries_at_once, BEHEER),
]
MAY = [
    # What Cijferredactie does not reach: the agenda, the news and other pages.
    ("opens the venues", opens(SNIPPETS["venue"]), PAGES),
    ("chooses from the venues, drafts included", opens(chooser("venue")), PAGES),
    ("drafts a venue", drafts_a_venue, PAGES),
    ("drafts a change of a venue", drafts_a_change_of_a_venue, PAGES),
    ("submits a change of a venue", submits_a_change_of_a_venue, PAGES),
    ("publishes a venue", publishes_a_venue, APPROVERS),
    ("keeps a plan of a venue that publishing ended", keeps_a_plan_of_a_venue, APPROVERS),
    ("deletes a venue", deletes_a_venue, BEHEER),
    ("drafts an event", drafts("events/eventpage"), PAGES),
    ("publishes an event", publishes("events/eventpage"), APPROVERS),
    ("drafts a series of events", drafts("events/eventseriespage"), PAGES),
    ("publishes a series of events", publishes("events/eventseriespage"), APPROVERS),
    ("drafts a news item", drafts("news/newspage"), PAGES),
    ("publishes a news item", publishes("news/newspage"), APPROVERS),
    ("opens a page to edit", lambda client: opens(page_edit_url(project()))(client), PAGES),
    ("drafts a page", drafts_a_page, PAGES),
    ("drafts a change of a page", drafts_a_change_of_a_page, PAGES),
    ("submits a page", submits_a_page, PAGES),
    ("publishes a new page", publishes_a_new_page, APPROVERS),
    ("publishes a change of a page", publishes_a_change_of_a_page, APPROVERS),
    ("publishes a page through the API", publishes_a_page_through_the_api, APPROVERS),
    ("unpublishes a page", unpublishes_a_page, APPROVERS),
    ("deletes a page", deletes_a_page, APPROVERS),
    # Entries, sources and the footer lead to pages below it.
    ("deletes the home page", deletes_the_home_page, NOBODY),
    ("uploads an image", uploads_an_image, PAGES),
    ("changes an image", changes_an_image, PAGES),
    # Wagtail has one permission for changing and deleting an image or document.
    ("deletes an image", deletes_an_image, PAGES),
    ("uploads a document", uploads_a_document, PAGES),
    # The site itself.
    ("changes the site settings", changes_the_settings, APPROVERS),
    ("adds a redirect", adds_a_redirect, APPROVERS),
    ("deletes a redirect", deletes_a_redirect, APPROVERS),
    ("opens the users", opens("/beheer/users/"), BEHEER),
    ("adds a user", adds_a_user, BEHEER),
    ("makes somebody superuser", makes_somebody_superuser, BEHEER),
    ("deletes a user", deletes_a_user, BEHEER),
    ("opens the groups", opens("/beheer/groups/"), BEHEER),
    ("deletes a group", deletes_a_group, BEHEER),
    ("opens the workflows", opens("/beheer/workflows/list/"), BEHEER),
    ("switches the workflow off", switches_the_workflow_off, BEHEER),
    ("opens the sites", opens("/beheer/sites/"), BEHEER),
    ("adds a collection", adds_a_collection, BEHEER),
]
ABOUT_FIGURES = pytest.mark.about("projects", "funding")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "act, roles",
    [
        *(
            pytest.param(*row, id=name, marks=pytest.mark.about("projects", "funding"))
            for name, *row in MAY_WITH_FIGURES
        ),
        *(pytest.param(*row, id=name) for name, *row in MAY),
    ],
)
def test_a_role_can_do_what_it_may_and_nothing_more(log_in, act, roles, role):
    client = log_in(role)

    done = act(client)

    assert done is (role in roles)


@pytest.mark.parametrize(
    "role, act",
    [
        ("communicatie", publishes_a_change_without_approval),
        ("communicatie", publishes_a_change_of_a_page),
        ("cijfers", publishes_a_change_without_approval),
        ("cijfers", approves_a_new_entry),
        ("cijfers", publishes_by_going_back),
        ("cijfers", unpublishes_an_entry),
        ("cijfers", publishes_a_change_of_a_page),
    ],
)
def test_publishing_without_the_right_leaves_every_public_page_as_it_is(log_in, role, act):
    before = before_anything(every_public_page)

    act(log_in(role))

    assert every_public_page() == before


def every_public_page():
    pages = [public_text(path) for path in ("/", "/projecten/", "/projecten/pygrunn/", "/themas/", "/resultaten/")]
    return pages + what_visitors_see()


@pytest.mark.parametrize(
    "url",
    ["/beheer/", ENTRIES, f"{ENTRIES}add/", "/beheer/pages/3/edit/", "/beheer/funding/importrun/", "/beheer/users/"],
)
def test_a_visitor_is_sent_to_the_log_in(client, url):
    response = client.get(url)

    assert response.status_code == 302
    assert response["Location"].startswith("/beheer/login/")


def test_somebody_without_a_group_does_not_get_in(client):
    client.force_login(get_user_model().objects.create_user(username="zomaar", password="x"))

    response = client.get("/beheer/")

    assert response.status_code in (302, 403)
