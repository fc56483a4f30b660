namespace IrisFlow.Activities;

/// <summary>How the rows of a file are cut into fields.</summary>
/// <param name="Delimiter">What stands between two fields.</param>
/// <param name="Quote">What a field begins and ends with that may hold anything.</param>
/// <param name="Backslash">True where a backslash inside quotes takes the meaning from what follows; doubled quotes stand for one in any case.</param>
internal readonly record struct CsvDialect(byte Delimiter, byte Quote, bool Backslash);
