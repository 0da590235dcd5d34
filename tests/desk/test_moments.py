"""What was planned: it stands in nobody's way, and what did not go as planned is said."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from funding.models import FundingEntry
from news.models import NewsPage
from projects.models import ProjectPage
from tests.desk.browser import ENTRIES, MODELS, edit_url, entry, errors, page_add_url, page_edit_url, post, post_page
from tests.desk.bureau import needs
from tests.factories import EventPageFactory, NewsPageFactory, ProjectPageFactory, ThemeFactory, VenueFactory
from tests.pages import text

NEWS = "news/newspage"
DAY = timedelta(days=1)


def day(later=0):
    return (timezone.localdate() + later * DAY).isoformat()


def moment(later):
    return timezone.localtime(timezone.now() + later).strftime("%Y-%m-%d %H:%M")


def typed(**more):
    return {"title": "Een bericht", "slug": "een-bericht", **more}


@pytest.mark.parametrize("action", [None, "publish", "submit"])
def test_news_of_a_later_day_is_refused_and_told_to_plan_it(log_in, action):
    response = post_page(log_in("coordinatie"), page_add_url(NEWS), action, **typed(date=day(1)))

    assert response.status_code == 200
    assert "Plan dit bericht" in errors(response)["date"][0]
    assert not NewsPage.objects.filter(slug="een-bericht").exists()


def test_news_that_is_planned_for_its_day_is_public_on_it_and_not_before(log_in, client, monkeypatch):
    response = post_page(
        log_in("coordinatie"), page_add_url(NEWS), "publish", **typed(date=day(2), go_live_at=moment(2 * DAY))
    )
    planned = NewsPage.objects.get(slug="een-bericht")
    before = client.get(planned.url).status_code
    later = timezone.now() + 3 * DAY
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    call_command("publish_scheduled")

    assert (response.status_code, planned.live, before) == (302, False, 404)
    assert NewsPage.objects.get(slug="een-bericht").live


def test_news_of_a_day_after_its_plan_is_refused(log_in):
    response = post_page(
        log_in("coordinatie"), page_add_url(NEWS), "publish", **typed(date=day(5), go_live_at=moment(2 * DAY))
    )

    assert list(errors(response)) == ["date"]


@pytest.mark.parametrize("make", [NewsPageFactory, ProjectPageFactory, EventPageFactory])
def test_a_page_of_which_the_last_day_has_passed_can_be_saved_and_published_again(log_in, make):
    page = make()
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - DAY, go_live_at=timezone.now() - 2 * DAY)
    type(page).objects.get(pk=page.pk).save_revision()
    call_command("publish_scheduled")
    gone = type(page).objects.get(pk=page.pk)

    saved = post_page(log_in("coordinatie"), page_edit_url(page), title="Weer terug")
    published = post_page(log_in("coordinatie"), page_edit_url(page), "publish", title="Weer terug")

    back = type(page).objects.get(pk=page.pk)
    assert (gone.live, gone.expired) == (False, True)
    assert (saved.status_code, published.status_code) == (302, 302)
    assert (back.live, back.expire_at, back.title) == (True, None, "Weer terug")


@pytest.mark.parametrize("kind, make", [("theme", ThemeFactory), ("venue", VenueFactory)])
def test_an_item_of_which_the_last_day_has_passed_can_be_saved(log_in, kind, make):
    item = make()
    MODELS[kind].objects.filter(pk=item.pk).update(expire_at=timezone.now() - DAY)
    MODELS[kind].objects.get(pk=item.pk).save_revision()

    response = post(log_in("coordinatie"), edit_url(item), "publish", name="Een andere naam")

    assert response.status_code == 302
    assert MODELS[kind].objects.get(pk=item.pk).name == "Een andere naam"


def test_a_form_that_was_opened_before_the_moment_passed_is_saved_too(log_in):
    page, passed = NewsPageFactory(), timezone.now() - timedelta(minutes=5)
    NewsPage.objects.filter(pk=page.pk).update(expire_at=passed)
    NewsPage.objects.get(pk=page.pk).save_revision()
    sent = timezone.localtime(passed).strftime("%Y-%m-%d %H:%M")

    response = post_page(log_in("coordinatie"), page_edit_url(page), expire_at=sent, title="Anders")
    other = post_page(log_in("coordinatie"), page_edit_url(page), expire_at="2019-05-14 09:00", title="Anders")

    assert response.status_code == 302
    assert list(errors(other)) == ["expire_at"]


# What did not go as planned


def fails():
    """An entry that is due, of which the theme is not public any more."""
    item, theme = entry(), ThemeFactory()
    item.theme, item.change_reason = theme, "Verplaatst."
    revision = item.save_revision()
    type(theme).objects.filter(pk=theme.pk).update(live=False)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - DAY)
    return item


def first_page(client):
    return text(client.get("/beheer/").content.decode())


def test_what_did_not_go_as_planned_is_said_on_the_first_page_until_somebody_touches_it(log_in):
    fails()
    nothing = first_page(log_in("coordinatie"))

    call_command("publish_scheduled")
    call_command("publish_scheduled")
    said = first_page(log_in("coordinatie"))
    post(log_in("cijfers"), edit_url(entry()), theme=str(entry().theme_id))

    words = "DOG-2017-003 PyGrunn: ging niet zoals gepland"
    assert words not in nothing
    assert words in said
    assert "Dit thema is niet gepubliceerd" in said
    assert words not in first_page(log_in("coordinatie"))
    assert entry().theme.slug == "kennis-innovatie"


def test_one_that_fails_stops_no_other_and_is_told_once(log_in, capsys):
    page = NewsPageFactory(title="Moet weg")
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - DAY)
    project = ProjectPage.objects.get(slug="pygrunn")
    type(project).objects.filter(pk=project.pk).update(expire_at=timezone.now() - 2 * DAY)  # entries lean on it
    fails()

    for _time in range(3):
        call_command("publish_scheduled")

    assert not NewsPage.objects.get(pk=page.pk).live
    assert type(project).objects.get(pk=project.pk).live
    assert PageLogEntry.objects.filter(action="core.schedule.failed").count() == 1
    assert "DOG-2017-003" in capsys.readouterr().err
    assert sum("ging niet zoals gepland" in words for words in needs(log_in("beheer")).values()) == 2
    history = log_in("beheer").get(f"{ENTRIES}history/{entry().pk}/").content.decode()
    assert "Niet volgens planning" in history
    assert FundingEntry.objects.filter(pk=entry().pk, live=True).exists()
