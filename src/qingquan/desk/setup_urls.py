"""Addresses of the county's settings, for the system's administrator."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from qingquan.desk import setup, setup_calendar, setup_divisions, setup_halls, setup_import, setup_organs, setup_posts
from qingquan.desk.door import page


class Parcel(StringConverter):
    """The name of a kept file: an account's number, chance, and a moment."""

    regex = r"[0-9]+-[0-9a-f]{32}-[0-9]{14}"


register_converter(Parcel, "parcel")

SETUP = [
    page("setup/", setup.overview, "setup"),
    page("setup/divisions/", setup_divisions.divisions, "setup_divisions"),
    page("setup/calendar/", setup_calendar.years, "setup_calendar"),
    page("setup/organs/", setup_organs.organs, "setup_organs"),
    page("setup/organs/new/", setup_organs.new, "setup_organ_new"),
    page("setup/organs/<int:pk>/", setup_organs.organ, "setup_organ"),
    page("setup/organs/<int:pk>/offices/new/", setup_organs.office_new, "setup_office_new"),
    page("setup/offices/<int:pk>/", setup_organs.designate, "setup_office"),
    page("setup/organs/<int:pk>/posts/new/", setup_posts.new, "setup_post_new"),
    page("setup/posts/<int:pk>/", setup_posts.post, "setup_post"),
    page("setup/posts/<int:pk>/close/", setup_posts.close, "setup_post_close"),
    page("setup/halls/", setup_halls.halls, "setup_halls"),
    page("setup/halls/new/", setup_halls.new, "setup_hall_new"),
    page("setup/halls/<int:pk>/", setup_halls.hall, "setup_hall"),
    page("setup/halls/<int:pk>/windows/new/", setup_halls.window_new, "setup_window_new"),
    page("setup/windows/<int:pk>/", setup_halls.window, "setup_window"),
    page("setup/import/", setup_import.upload, "setup_import"),
    page("setup/import/template/", setup_import.empty, "setup_template"),
    page("setup/import/passwords/<parcel:parcel>/", setup_import.passwords, "setup_passwords"),
    page("setup/import/passwords/<parcel:parcel>/file/", setup_import.password_file, "setup_password_file"),
]
