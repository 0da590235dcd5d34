from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Prefetch
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from dog_site.core.around.onward import Onward
from dog_site.core.blocks import BodyBlock
from dog_site.core.kept import keeping
from dog_site.core.lists.listing import Listing
from dog_site.core.models import BasePage, PageQuerySet, WithImage
from dog_site.core.models.page_panels import BODY
from events.models import EventPage
from projects.models import ProjectPage, Theme

from .archive import archive
from .filters import NewsFilterForm
from .press import press_contact
from .reading import reading_minutes
from .structured_data import of_news

ITEMS_PER_PAGE = 20


class NewsQuerySet(PageQuerySet):
    def newest_first(self):
        return self.order_by("-date", "-pk")

    def pinned_first(self):
        return self.order_by("-is_pinned", "-date", "-pk")

    def in_year(self, year):
        return self.filter(date__year=year)

    def in_month(self, month):
        """Items of that month in any year."""
        return self.filter(date__month=month)

    def in_theme(self, slug):
        return self.filter(themes__slug=slug)

    def per_month(self):
        """Year, month and number of items, for each month that has any, the latest year first."""
        months = self.annotate(year=ExtractYear("date"), month=ExtractMonth("date")).order_by("-year", "month")
        return months.values_list("year", "month").annotate(items=Count("pk"))

    def for_list(self):
        """Items with the themes that a row of a list prints."""
        return self.prefetch_related(Prefetch("themes", queryset=Theme.objects.visible()))


class NewsIndexPage(BasePage):
    """The news, which visitors narrow down by year and theme."""

    max_count = 1
    fixed_slug = "nieuws"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]

    class Meta:
        verbose_name = _("news overview")

    def get_context(self, request, *args, **kwargs):
        keep = keeping(self, request)
        months, themes = keep("choices", self._choices)
        years = list(dict.fromkeys(year for year, _month, _items in months))
        listing = Listing(
            request, form=NewsFilterForm(request.GET, years=years, themes=themes), page_size=ITEMS_PER_PAGE
        )
        year, month = (int(listing.values[name]) if name in listing.values else None for name in ("jaar", "maand"))
        theme = listing.values.get("thema")
        rows = keep.within(listing.form).rows("news", lambda: self._narrowed(year, month, theme))
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "news": listing.paginate(rows),
            "archive": archive(months, chosen=(year, month)),
            "press": press_contact(request, self),
        }

    def _choices(self):
        """The months with the number of their items, and the themes."""
        return list(self._news.per_month()), list(Theme.objects.visible().values_list("slug", "name"))

    def _narrowed(self, year, month, theme):
        news = self._news
        if year:
            news = news.in_year(year)
        if month:
            news = news.in_month(month)
        if theme:
            news = news.in_theme(theme)
        # Pinned items come first in the whole list, not among the items that somebody asked for.
        news = news.newest_first() if year or month or theme else news.pinned_first()
        return news.for_list().defer_streamfields()

    @property
    def _news(self):
        return NewsPage.objects.child_of(self).visible()


LATER = _("This date is still to come. Plan this item: choose “Set schedule” and that day, or write a day until today.")


class NewsPage(WithImage, BasePage):
    """A news item: what was said or decided, and what it is about."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    page_description = _("What was said or decided, and which projects and events it is about.")
    share_type = "article"
    exclude_fields_in_copy = ["is_pinned"]
    left_out_of_copies = _("The copy is not pinned.")

    date = models.DateField(default=timezone.localdate, verbose_name=_("date"))
    author_line = models.CharField(
        max_length=120,
        blank=True,
        verbose_name=_("from"),
        help_text=_("Who says it: an office or organisation, not a person's private name. Example: Digital Office."),
    )
    is_pinned = models.BooleanField(
        default=False,
        verbose_name=_("pinned"),
        help_text=_("Comes first in the news and on the home page, until you untick it."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    themes = ParentalManyToManyField(Theme, blank=True, related_name="news", verbose_name=_("themes"))

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("date", help_text=_("Visitors read it above the item. Example: 28-11-2026.")),
                        "author_line",
                    ]
                ),
                "is_pinned",
            ],
            heading=_("When and from whom"),
        ),
        "image",
        BODY,
        FieldPanel(
            "themes",
            widget=forms.CheckboxSelectMultiple,
            help_text=_("What it is about. Visitors choose from the news by theme."),
        ),
        MultipleChooserPanel(
            "project_links", chooser_field_name="project", heading=_("About these projects"), label=_("project")
        ),
        MultipleChooserPanel(
            "event_links", chooser_field_name="event", heading=_("About these events"), label=_("event")
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def clean(self):
        """An item is not of a later day than that on which it is public: it would be first in every list and feed."""
        super().clean()
        today = timezone.localdate()
        planned = timezone.localtime(self.go_live_at).date() if self.go_live_at else today
        if self.date and self.date > max(today, planned):
            raise ValidationError({"date": LATER})

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **keeping(self, request)("shown", self._shown),
            "press": press_contact(request, self),
        }

    def _shown(self):
        projects = ProjectPage.objects.filter(pk__in=[link.project_id for link in self.project_links.all()])
        projects = projects.visible().with_applicants().defer_streamfields()
        events = [link.event_id for link in self.event_links.all()]
        events = EventPage.objects.filter(pk__in=events).visible().for_list().defer_streamfields()
        themes = [theme.pk for theme in self.themes.all()]
        return {
            "projects": list(projects.order_by("sort_key", "pk")),
            "events": list(events.earliest_first()),
            "live_themes": list(Theme.objects.visible().with_page().filter(pk__in=themes)),
            "onward": Onward([], *NewsPage.objects.visible().beside(date=self.date, pk=self.pk)) if self.pk else None,
        }

    def structured_data(self, request):
        return of_news(self, request)

    @property
    def date_words(self):
        return date_format(self.date, "j F Y")

    @property
    def reading_minutes(self) -> int:
        """The minutes that reading the item takes; 0 for less than one."""
        body = self.body.stream_block.get_searchable_content(self.body)
        return reading_minutes(self.title, self.summary, *body)


class LinkQuerySet(models.QuerySet):
    """Links from news to something, through which rooms below find the news."""

    def news(self):
        """The public news behind these links, the newest first."""
        return NewsPage.objects.filter(pk__in=self.values("news_page")).visible().newest_first()


class NewsProject(Orderable):
    """A project that a news item is about."""

    news_page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="project_links")
    project = models.ForeignKey(
        ProjectPage, on_delete=models.CASCADE, related_name="news_links", verbose_name=_("project")
    )

    objects = LinkQuerySet.as_manager()

    panels = [FieldPanel("project", help_text=_("The item then also stands on the page of this project."))]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("project of the news item")
        verbose_name_plural = _("projects of the news item")


class NewsEvent(Orderable):
    """An event that a news item is about."""

    news_page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="event_links")
    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="news_links", verbose_name=_("event"))

    objects = LinkQuerySet.as_manager()

    panels = [FieldPanel("event", help_text=_("The item then also stands on the page of this event."))]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("event of the news item")
        verbose_name_plural = _("events of the news item")
