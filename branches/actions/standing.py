"""What follows from scores: the sum of a review, and whether it passed."""

from django.db.models import Sum

from branches.models import StandardizationReview


def score_review(review: StandardizationReview) -> None:
    """The review's score is the sum of its items where any are entered; passed follows from the scheme's mark."""
    total = review.points.aggregate(total=Sum("points"))["total"]
    score = review.score if total is None else total
    mark = review.scheme.pass_mark
    passed = None if score is None or mark is None else score >= mark
    StandardizationReview.objects.filter(pk=review.pk).update(score=score, passed=passed)
