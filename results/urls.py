from django.urls import path

from . import figure_page, views

# Without a year the figure is the one of all years together.
FIGURE = "cijfer/<slug:metric>/<slug:scope>/"
FOR_PEOPLE = {"is_for_people": True}

urlpatterns = [
    path("<int:year>/financiering.<slug:suffix>", views.funding_file, name="funding_file"),
    path("<int:year>/financiering.csv-metadata.json", views.funding_file_about, name="funding_file_about"),
    path("<int:year>/financiering.excel.csv", views.funding_file, {"suffix": "excel.csv"}, name="funding_file_excel"),
    path(FIGURE, figure_page.figure_page, name="figure_page"),
    path(f"<int:year>/{FIGURE}", figure_page.figure_page, name="figure_page"),
    path(f"{FIGURE}regels.csv", figure_page.figure_file, name="figure_file"),
    path(f"<int:year>/{FIGURE}regels.csv", figure_page.figure_file, name="figure_file"),
    path(f"{FIGURE}regels.excel.csv", figure_page.figure_file, FOR_PEOPLE, name="figure_file_excel"),
    path(f"<int:year>/{FIGURE}regels.excel.csv", figure_page.figure_file, FOR_PEOPLE, name="figure_file_excel"),
]
