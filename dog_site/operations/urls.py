"""Addresses for people who run or test the site."""

from django.urls import path

from .security_txt import security_txt

urlpatterns = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
