"""How days and times are printed: 28 november 2026 19.30. What is read stands in core/numbers/days.py."""

TIME_FORMAT = "H.i"
DATETIME_FORMAT = "j F Y H.i"
SHORT_DATE_FORMAT = "d-m-Y"
SHORT_DATETIME_FORMAT = "d-m-Y H.i"
