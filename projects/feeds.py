from django.utils.translation import gettext_lazy

from dog_site.core.around.feeds import Entry, PageFeed, latest, names

from .models import ProjectIndexPage, ProjectPage


class ProjectsFeed(PageFeed):
    page_type = ProjectIndexPage
    description = gettext_lazy("The projects that were added last.")

    def entries(self, asked):
        projects = ProjectPage.objects.child_of(asked.page).visible().select_related("theme")
        return [
            Entry(project, project.description, project.first_published_at, names([project.theme]))
            for project in latest(projects)
        ]
