"""The addresses of deadlines; that of the calendar holds its secret."""

from django.urls import path

from recourse.pages.deadlines import calendar, views

app_name = "deadlines"
urlpatterns = [
    path("deadlines/", views.every, name="all"),
    path("deadlines/calendar/", views.open_calendar, name="open"),
    path("deadlines/calendar/end/", views.end_calendar, name="end"),
    path("calendar/<str:secret>.ics", calendar.feed, name="calendar"),
]
