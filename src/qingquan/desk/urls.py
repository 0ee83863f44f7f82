"""Addresses of the desk, every one behind its door."""

from qingquan.desk import cards, case_list, cases, files, people, receive, switch, tasks
from qingquan.desk.catalogue_urls import CATALOGUE
from qingquan.desk.clearing import CLEARING
from qingquan.desk.door import page
from qingquan.desk.setup_urls import SETUP

app_name = "desk"
urlpatterns = [
    page("", tasks.tasks, "tasks"),
    page("post/", switch.post, "post"),
    page("cases/", case_list.cases, "cases"),
    page("cases/<str:number>/", cases.case, "case"),
    page("cases/<str:number>/receipt/", receive.receipt, "receipt"),
    page("cases/<str:number>/<str:deed>/", cases.act, "act"),
    page("receive/", receive.items, "receive"),
    page("receive/<str:code>/", receive.take, "take"),
    page("files/<int:pk>/", files.file, "file"),
    page("documents/<int:pk>/", files.document, "document"),
    page("cards/", cards.cards, "cards"),
    page("cards/<str:number>/", cards.card, "card"),
    page("cards/<str:number>/explain/", cards.explain, "explain"),
    page("people/", people.people, "people"),
    page("people/new/", people.new, "person_new"),
    page("people/<int:pk>/", people.person, "person"),
    page("people/<int:pk>/reset/", people.reset, "person_reset"),
    page("people/<int:pk>/close/", people.close, "person_close"),
    page("people/tenures/<int:pk>/", people.hand_over, "hand_over"),
    *CATALOGUE,
    *SETUP,
    *CLEARING,
]
