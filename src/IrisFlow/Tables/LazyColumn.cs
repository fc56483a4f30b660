namespace IrisFlow;

/// <summary>A column that is made, or read from a file, when it is first asked for: once, whichever table or thread asks.</summary>
internal sealed class LazyColumn(Field declared, int rows, Func<Column> make)
{
    private readonly Lock _lock = new();
    private Func<Column>? _make = make;
    private volatile Column? _made;

    public ColumnType Type => declared.Type;

    public bool Nullable => declared.Nullable;

    public int Rows => rows;

    /// <summary>The column, or null while nobody has asked for it.</summary>
    public Column? IfMade => _made;

    /// <summary>The column. A failure is not kept: whoever asks next tries again.</summary>
    public Column Value => _made ?? Make();

    private Column Make()
    {
        lock (_lock)
        {
            if (_made is null)
            {
                _made = ColumnList.Require(declared, rows, _make!());

                // Lets go of whatever the column was made from.
                _make = null;
            }

            return _made;
        }
    }
}
