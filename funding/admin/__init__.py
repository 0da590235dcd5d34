"""The admin group "Financiering"; funding/wagtail_hooks.py registers it."""
