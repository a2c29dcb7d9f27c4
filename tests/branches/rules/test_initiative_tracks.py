"""Every track of 党建+ has its own measures."""

from branches.rules.initiative_tracks import MEASURE_CHOICES, MEASURES, Track, belongs


def test_a_measure_belongs_to_one_track_only():
    codes = [code for code, _label in MEASURE_CHOICES]
    assert set(MEASURES) == set(Track)
    assert len(codes) == len(set(codes))


def test_a_measure_of_another_track_does_not_belong():
    assert belongs("industry", "tourism")
    assert not belongs("civility", "tourism")
