"""What those who run or test the site look for."""

from django.urls import path

from .security_txt import security_txt

urlpatterns = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
