using System.Text;

namespace IrisFlow.Activities;

/// <summary>The texts that stand for no value. The empty field always does; a field in quotes never does.</summary>
internal sealed class CsvNulls
{
    private readonly byte[][] _words;
    private readonly bool _emptyQuotes;
    private readonly int _longest;

    /// <param name="words">The texts, besides the empty field.</param>
    /// <param name="emptyQuotes">True where a pair of quotes with nothing between them is no value too: the type has no empty text.</param>
    public CsvNulls(IReadOnlyList<string> words, bool emptyQuotes = false)
    {
        _emptyQuotes = emptyQuotes;
        _words = [.. words.Select(Encoding.UTF8.GetBytes)];
        foreach (var word in _words)
        {
            _longest = Math.Max(_longest, word.Length);
        }
    }

    public bool Has(byte[] bytes, Cell cell)
    {
        // Most fields are longer than any of the words: the one test that every field goes through.
        return cell.Length <= _longest && HasShort(bytes, cell);
    }

    private bool HasShort(byte[] bytes, Cell cell)
    {
        if (cell.IsEmpty || (_emptyQuotes && cell.Length == 0))
        {
            return true;
        }

        if (cell.IsQuoted)
        {
            return false;
        }

        var text = cell.Raw(bytes);
        foreach (var word in _words)
        {
            if (text.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }
}
