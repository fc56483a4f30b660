using System.Runtime.InteropServices;
using System.Text;

namespace IrisFlow.Server.Checkpoints.Statistics;

/// <summary>The most frequent of texts or flags. Of more different texts than can be kept, those that come later are not counted, and the result is not exact.</summary>
internal sealed class ValueSummary(int most) : IColumnSummary
{
    private const int MostDistinct = 100_000;

    // Texts may be a MiB each: so many characters in all are kept of different ones.
    private const long MostCharacters = 16 << 20;
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _characters;
    private bool _isFull;
    private (long Rows, long Nulls) _seen;
    private byte[]? _least;
    private byte[]? _greatest;

    public void Add(Column rows)
    {
        _seen.Rows += rows.Length;
        _seen.Nulls += rows.NullCount;
        if (rows is Column<bool> flags)
        {
            for (var row = 0; row < flags.Length; row++)
            {
                if (!flags.IsNull(row))
                {
                    Count(flags[row] ? "true" : "false", 1);
                }
            }

            return;
        }

        var texts = (StringColumn)rows;
        if (texts.IsDictionary)
        {
            AddByCode(texts);
            return;
        }

        for (var row = 0; row < texts.Length; row++)
        {
            if (!texts.IsNull(row))
            {
                Count(texts.Utf8(row), 1);
            }
        }
    }

    public bool WantsMore() => false;

    public ColumnStatistics Result(Field field)
    {
        object Show(string value) => field.Type == ColumnType.Bool ? value == "true" : value;
        var isText = field.Type == ColumnType.String;
        return new(field.Name, field.Type, _seen.Nulls)
        {
            Rows = _seen.Rows,
            Distinct = _isFull ? null : _counts.Count,
            Min = isText ? Text(_least) : _counts.Count == 0 ? null : !_counts.ContainsKey("false"),
            Max = isText ? Text(_greatest) : _counts.Count == 0 ? null : _counts.ContainsKey("true"),
            Top = [.. _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(most).Select(c => new TopValue(Show(c.Key), c.Value))],
            Exact = !_isFull,
        };
    }

    // A dictionary of the file: each of its texts is looked up once a batch.
    private void AddByCode(StringColumn texts)
    {
        var counts = new long[texts.DistinctSlots];
        for (var row = 0; row < texts.Length; row++)
        {
            if (!texts.IsNull(row))
            {
                counts[texts.Codes[row]]++;
            }
        }

        for (var slot = 0; slot < counts.Length; slot++)
        {
            if (counts[slot] > 0)
            {
                Count(texts.Slot(slot), counts[slot]);
            }
        }
    }

    private void Count(ReadOnlySpan<byte> text, long rows)
    {
        if (_least is null || text.SequenceCompareTo(_least) < 0)
        {
            _least = text.ToArray();
        }

        if (_greatest is null || text.SequenceCompareTo(_greatest) > 0)
        {
            _greatest = text.ToArray();
        }

        Count(Encoding.UTF8.GetString(text), rows);
    }

    private void Count(string text, long rows)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, text);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count))
        {
            count += rows;
        }
        else if (_counts.Count < MostDistinct && _characters + text.Length <= MostCharacters)
        {
            _counts[text] = rows;
            _characters += text.Length;
        }
        else
        {
            _isFull = true;
        }
    }

    private static string? Text(byte[]? utf8) => utf8 is null ? null : Encoding.UTF8.GetString(utf8);
}
