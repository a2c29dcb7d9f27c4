"""Standard tables leaders already use, told as data: every cell leads to its people or to the records it rests on."""
