"""What makes an item of the list right: codes, elements, validations, the difference of two versions."""
