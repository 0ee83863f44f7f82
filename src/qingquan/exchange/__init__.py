"""Exchange 数据交换: items in the fields of GB/T 39046-2020, and the upper level's base catalogue claimed."""
