"""What is read of exchange: a claimed row beside its item, and cases in the tables of the standard."""
