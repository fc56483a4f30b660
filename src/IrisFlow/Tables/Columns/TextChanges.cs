namespace IrisFlow;

/// <summary>The case of letters.</summary>
public enum TextCase
{
    /// <summary>As it is.</summary>
    Keep,

    /// <summary>Lower case.</summary>
    Lower,

    /// <summary>Upper case.</summary>
    Upper,
}

/// <summary>Text columns cleaned where they stand: trimmed first, then words replaced, then the case changed.</summary>
public sealed class TextChanges : ColumnChange
{
    /// <summary>The text columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Takes away white space at both ends.</summary>
    public bool Trim { get; init; }

    /// <summary>What to replace wherever it stands, and by what; the longest first, of equally long ones by name.</summary>
    public IReadOnlyDictionary<string, string> Replace { get; init; } = new Dictionary<string, string>();

    /// <summary>The case of letters, by the rules that are the same in all languages.</summary>
    public TextCase Case { get; init; }

    /// <summary>True to make a text of no characters null.</summary>
    public bool EmptyIsNull { get; init; }

    /// <summary>True for one more int32 column each, <c>name_length</c>, with the number of code points of the result.</summary>
    public bool Length { get; init; }

    private protected override IEnumerable<string> Named => Columns;

    private protected override IReadOnlyList<ColumnType> Types => [ColumnType.String];

    private protected override IEnumerable<ComputedColumn> Bind(Shape rows, Action<Finding> report)
    {
        var words = Replace.Where(r => r.Key.Length > 0).OrderByDescending(r => r.Key.Length).ThenBy(r => r.Key, StringComparer.Ordinal).ToList();
        string Changed(string text)
        {
            text = Trim ? text.Trim() : text;
            text = words.Aggregate(text, (t, word) => t.Replace(word.Key, word.Value, StringComparison.Ordinal));
            return Case switch { TextCase.Lower => text.ToLowerInvariant(), TextCase.Upper => text.ToUpperInvariant(), _ => text };
        }

        foreach (var field in Found(rows))
        {
            TextKernel text = new SharedText(new TextChangeKernel(new ColumnText(field), Changed));
            text = EmptyIsNull ? new NullWhereText(text, new TextConditionKernel(text, t => t.IsEmpty)) : text;
            yield return new(field.Name, text, field.Name);
            if (Length)
            {
                // The column is the changed one by then.
                var changed = new ColumnText(field with { Nullable = text.Nullable });
                var length = new MapKernel<long, int>(new TextMapKernel<long>(changed, ColumnType.Int64, TextFunctions.CodePoints), ColumnType.Int32, v => (int)v);
                yield return new($"{field.Name}_length", length, field.Name);
            }
        }
    }
}
