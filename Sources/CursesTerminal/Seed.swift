// Seed; removed when the module has its first real file.
