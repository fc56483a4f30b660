namespace IrisFlow;

/// <summary>The distinct values of a column, numbered from 0, and the way to find those of another column among them. NaN equals NaN, and -0 equals 0.</summary>
internal sealed class KeyIndex
{
    private readonly WordIndex? _words;
    private readonly TextTable? _texts;

    private KeyIndex(int[] numbers, int count) => (Numbers, Count) = (numbers, count);

    private KeyIndex(int[] numbers, WordIndex words)
        : this(numbers, words.Count) => (_words, IsByAppearance) = (words, true);

    private KeyIndex(int[] numbers, TextTable texts, bool byAppearance)
        : this(numbers, texts.Count) => (_texts, IsByAppearance) = (texts, byAppearance);

    /// <summary>The number of each row's value; -1 where it has none.</summary>
    public int[] Numbers { get; }

    /// <summary>The numbers are below this. Some may be of no row: a dictionary can hold what no row has.</summary>
    public int Count { get; }

    /// <summary>True when the numbers follow the order in which the values first appear, and each is of some row.</summary>
    public bool IsByAppearance { get; }

    /// <summary>The texts of a text column, by their numbers.</summary>
    public TextTable Texts => _texts!;

    /// <summary>The index of a column.</summary>
    public static KeyIndex Of(Column column, CancellationToken cancellation = default)
    {
        var numbers = GC.AllocateUninitializedArray<int>(column.Length);
        switch (column)
        {
            case Column<int> c:
                var (lowest, span) = Range(c.Values);
                return new(numbers, WordIndex.Of(new Int32Words(c), lowest, span, numbers, cancellation));
            case Column<long> c:
                (lowest, span) = Range(c.Values);
                return new(numbers, WordIndex.Of(new Int64Words(c), lowest, span, numbers, cancellation));
            case Column<bool> c:
                return new(numbers, WordIndex.Of(new BoolWords(c), 0, 1, numbers, cancellation));
            case Column<float> c:
                return new(numbers, WordIndex.Of(new Float32Words(c), 0, ulong.MaxValue, numbers, cancellation));
            case Column<double> c:
                return new(numbers, WordIndex.Of(new Float64Words(c), 0, ulong.MaxValue, numbers, cancellation));
            default:
                var texts = new TextTable();
                var text = (StringColumn)column;
                if (text.IsDictionary)
                {
                    OfCodes(text, OfSlots(text, texts, isSought: false), numbers);
                }
                else
                {
                    for (int row = 0, end; row < numbers.Length; row = end)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        end = Cores.RangeEnd(row, numbers.Length);
                        OfTexts((StringColumn)text.Slice(row, end - row), texts, isSought: false, numbers.AsSpan(row, end - row));
                    }
                }

                return new(numbers, texts, !text.IsDictionary);
        }
    }

    /// <summary>The number of each value of another column of the same type, or of whole numbers of the other width; -1 for a null and for what is not among the values.</summary>
    /// <remarks>Many rows are looked up on all cores.</remarks>
    public int[] Find(Column column, CancellationToken cancellation = default)
    {
        var numbers = GC.AllocateUninitializedArray<int>(column.Length);
        if (column is StringColumn { IsDictionary: true } coded)
        {
            var ofSlots = OfSlots(coded, _texts!, isSought: true);
            Cores.Ranges(numbers.Length, (start, length) => OfCodes((StringColumn)coded.Slice(start, length), ofSlots, numbers.AsSpan(start, length)), cancellation);
        }
        else
        {
            Cores.Ranges(numbers.Length, (start, length) => Find(column.Slice(start, length), numbers.AsSpan(start, length)), cancellation);
        }

        return numbers;
    }

    private void Find(Column column, Span<int> numbers)
    {
        switch (column)
        {
            case Column<int> c:
                _words!.Find(new Int32Words(c), numbers);
                break;
            case Column<long> c:
                _words!.Find(new Int64Words(c), numbers);
                break;
            case Column<bool> c:
                _words!.Find(new BoolWords(c), numbers);
                break;
            case Column<float> c:
                _words!.Find(new Float32Words(c), numbers);
                break;
            case Column<double> c:
                _words!.Find(new Float64Words(c), numbers);
                break;
            default:
                OfTexts((StringColumn)column, _texts!, isSought: true, numbers);
                break;
        }
    }

    // The number of each row's text, a new one or, where it is only sought, -1 for one that is not there.
    private static void OfTexts(StringColumn column, TextTable texts, bool isSought, Span<int> numbers)
    {
        var bytes = column.Bytes;
        var offsets = column.Offsets;
        var valid = column.Validity.Bits;
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = KeyBits.IsValid(valid, row) ? Number(texts, bytes[offsets[row]..offsets[row + 1]], isSought) : -1;
        }
    }

    // Each text of the dictionary once; it may hold one twice. Rows without a value may have a code even where it is empty.
    private static int[] OfSlots(StringColumn column, TextTable texts, bool isSought)
    {
        var ofSlots = new int[Math.Max(1, column.DistinctSlots)];
        for (var slot = 0; slot < column.DistinctSlots; slot++)
        {
            ofSlots[slot] = Number(texts, column.Slot(slot), isSought);
        }

        return ofSlots;
    }

    private static void OfCodes(StringColumn column, int[] ofSlots, Span<int> numbers)
    {
        var codes = column.Codes;
        var valid = column.Validity.Bits;
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = KeyBits.IsValid(valid, row) ? ofSlots[codes[row]] : -1;
        }
    }

    private static int Number(TextTable texts, ReadOnlySpan<byte> text, bool isSought) => isSought ? texts.Find(text) : texts.Intern(text);

    // Rows without a value count too: what stands there makes the range wider at worst.
    private static (ulong Lowest, ulong Span) Range(ReadOnlySpan<int> values)
    {
        var (lowest, highest) = Extremes.Range(values);
        return values.IsEmpty ? (0, 0) : ((ulong)lowest, (ulong)((long)highest - lowest));
    }

    private static (ulong Lowest, ulong Span) Range(ReadOnlySpan<long> values)
    {
        var (lowest, highest) = Extremes.Range(values);
        return values.IsEmpty ? (0, 0) : ((ulong)lowest, (ulong)highest - (ulong)lowest);
    }
}
