"""What clients write, judged before anything is looked up."""
