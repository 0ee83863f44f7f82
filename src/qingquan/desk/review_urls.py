"""Addresses of review and evaluation on the desk."""

from django.urls import URLPattern

from qingquan.desk import (
    review_answers,
    review_batch,
    review_decisions,
    review_experts,
    review_freezes,
    review_item,
    review_opinions,
    review_panels,
    review_queue,
    review_rounds,
    review_scores,
    review_writing,
)
from qingquan.desk.door import expert_page, page

ITEM = "clearing/review/items/<int:pk>/"
REVIEW: list[URLPattern] = [
    page("clearing/review/", review_queue.queue, "review"),
    page("clearing/review/next/", review_queue.following, "review_next"),
    page("clearing/review/batch/", review_batch.batch, "review_batch"),
    page("clearing/review/opinions/", review_opinions.opinions, "review_opinions"),
    page("clearing/review/opinions/draft/", review_opinions.draft, "review_opinions_draft"),
    page(ITEM, review_item.item, "review_item"),
    page(f"{ITEM}opinion/", review_item.opinion, "review_opinion"),
    page(f"{ITEM}conclude/", review_item.conclude, "review_conclude"),
    page(f"{ITEM}confirm/", review_item.confirm, "review_confirm"),
    page(f"{ITEM}decide/", review_item.decide, "review_decide"),
    page(f"{ITEM}draft/<str:kind>/", review_writing.draft, "review_draft"),
    page(f"{ITEM}writing/", review_writing.presence, "review_presence"),
    page(f"{ITEM}evaluate/", review_panels.new, "review_panel_new"),
    page(f"{ITEM}ask/", review_rounds.new, "review_round_new"),
    page("clearing/review/answers/", review_answers.answers, "review_answers"),
    page("clearing/review/answers/<int:pk>/", review_answers.answer, "review_answer"),
    page("clearing/review/decisions/", review_decisions.decisions, "review_decisions"),
    page("clearing/review/decisions/<int:pk>/", review_decisions.decision, "review_decision"),
    page("clearing/review/decisions/<int:pk>/document/", review_decisions.document, "review_document"),
    page("clearing/review/decisions/<int:pk>/suspension/", review_freezes.freeze, "review_freeze"),
    page("clearing/review/panels/", review_panels.panels, "review_panels"),
    page("clearing/review/panels/<str:number>/", review_panels.panel, "review_panel"),
    page("clearing/review/panels/<str:number>/report/", review_panels.report, "review_report"),
    page("clearing/review/experts/", review_experts.experts, "review_experts"),
    expert_page("clearing/review/scores/", review_scores.mine, "review_scores"),
    expert_page("clearing/review/scores/<int:pk>/", review_scores.seat, "review_seat"),
    page("clearing/review/comments/", review_rounds.rounds, "review_rounds"),
    page("clearing/review/comments/<str:code>/", review_rounds.one, "review_round"),
    page("clearing/review/comments/<str:code>/<int:number>/", review_rounds.said, "review_comment"),
]
