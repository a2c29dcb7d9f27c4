"""Sealing: nothing opens in another place, with another key, or altered."""

import pytest

from portal.crypto import SealBroken, blind_index, open_id_number, open_sealed, seal, seal_id_number
from portal.files import read_file, safe_name, store_file

NUMBER = "999999198204120026"


def test_a_sealed_number_opens_again_and_does_not_show_itself():
    cipher, index = seal_id_number(NUMBER)

    assert open_id_number(cipher, index) == NUMBER
    assert NUMBER.encode() not in cipher


def test_the_same_value_is_sealed_differently_every_time():
    assert seal(b"a", b"x") != seal(b"a", b"x")


def test_a_value_moved_to_another_row_does_not_open():
    cipher, _index = seal_id_number(NUMBER)

    with pytest.raises(SealBroken):
        open_id_number(cipher, blind_index("999999197609230018"))


def test_one_changed_bit_is_noticed():
    sealed = bytearray(seal(b"secret", b"x"))
    sealed[-1] ^= 1

    with pytest.raises(SealBroken):
        open_sealed(bytes(sealed), b"x")


def test_the_index_ignores_spaces_width_and_case():
    assert blind_index("11010519491231002x") == blind_index(" １１０１０５１９４９１２３１００２Ｘ ")


@pytest.mark.django_db
def test_a_stored_file_is_unreadable_on_disk_and_comes_back_whole(settings):
    stored = store_file(name="../名册.xlsx", content=b"rows of people", by=None)

    on_disk = b"".join(path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())
    assert b"rows of people" not in on_disk
    assert read_file(stored) == b"rows of people"
    assert stored.name == "名册.xlsx"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\\..\\b.xlsx", "b.xlsx"),
        ("名\u202e册.xlsx", "名册.xlsx"),
        ("\x00.xlsx", "xlsx"),
        ("", "未命名"),
    ],
)
def test_a_file_name_loses_what_could_harm(given, kept):
    assert safe_name(given) == kept
