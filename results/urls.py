from django.urls import path

from . import views

urlpatterns = [path("<int:year>/financiering.csv", views.funding_csv, name="funding_csv")]
