from django.urls import path

from . import views

urlpatterns = [path("<int:year>/financiering.<slug:suffix>", views.funding_file, name="funding_file")]
