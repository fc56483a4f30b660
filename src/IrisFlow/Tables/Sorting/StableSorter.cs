namespace IrisFlow;

/// <summary>Rows that are put in the order of one column after the other, by radix: bits that do not differ cost nothing.</summary>
internal sealed class StableSorter(int[] order, CancellationToken cancellation)
{
    private const int DigitBits = 11;
    private const int Digits = 6;

    private int[] _order = order;
    private int[] _nextOrder = [];
    private ulong[] _words = [];
    private ulong[] _nextWords = [];

    /// <summary>The rows in the order so far.</summary>
    public int[] Order => _order;

    /// <summary>Puts the rows in the order of a column; equal ones keep the order they are in.</summary>
    public void By(Column column, bool descending, NullPlace nulls)
    {
        if (_words.Length == 0)
        {
            (_nextOrder, _words, _nextWords) = (new int[_order.Length], new ulong[_order.Length], new ulong[_order.Length]);
        }

        // Rows with a value in the first places, in their order, and the others behind them.
        var valued = _order.Length - column.NullCount;
        if (column.NullCount > 0)
        {
            Part(column, valued);
        }

        var words = SortWords.Of(column, descending, cancellation);
        for (int start = 0, end; start < valued; start = end)
        {
            cancellation.ThrowIfCancellationRequested();
            end = Cores.RangeEnd(start, valued);
            words.Of(_order.AsSpan(start, end - start), _words.AsSpan(start, end - start));
        }

        Sort(valued);
        if (nulls == NullPlace.First && column.NullCount > 0)
        {
            _order.AsSpan(valued).CopyTo(_nextOrder);
            _order.AsSpan(0, valued).CopyTo(_nextOrder.AsSpan(column.NullCount));
            (_order, _nextOrder) = (_nextOrder, _order);
        }
    }

    private void Part(Column column, int valued)
    {
        var valid = column.Validity.Bits;
        var (value, none) = (0, valued);
        foreach (var row in _order)
        {
            _nextOrder[KeyBits.IsValid(valid, row) ? value++ : none++] = row;
        }

        (_order, _nextOrder) = (_nextOrder, _order);
    }

    private void Sort(int count)
    {
        var counts = new int[Digits << DigitBits];
        var mask = (1 << DigitBits) - 1;
        for (int start = 0, end; start < count; start = end)
        {
            cancellation.ThrowIfCancellationRequested();
            end = Cores.RangeEnd(start, count);
            foreach (var word in _words.AsSpan(start..end))
            {
                for (var digit = 0; digit < Digits; digit++)
                {
                    counts[(digit << DigitBits) + ((int)(word >> (digit * DigitBits)) & mask)]++;
                }
            }
        }

        for (var digit = 0; digit < Digits && count > 1; digit++)
        {
            var shift = digit * DigitBits;
            var places = counts.AsSpan(digit << DigitBits, 1 << DigitBits);
            if (places[(int)(_words[0] >> shift) & mask] != count)
            {
                Pass(count, shift, places);
            }
        }
    }

    private void Pass(int count, int shift, Span<int> places)
    {
        var start = 0;
        foreach (ref var place in places)
        {
            (place, start) = (start, start + place);
        }

        var mask = places.Length - 1;
        for (int i = 0, end; i < count;)
        {
            cancellation.ThrowIfCancellationRequested();
            for (end = Cores.RangeEnd(i, count); i < end; i++)
            {
                ref var place = ref places[(int)(_words[i] >> shift) & mask];
                _nextWords[place] = _words[i];
                _nextOrder[place++] = _order[i];
            }
        }

        // Rows without a value, which stand behind, move along.
        _order.AsSpan(count).CopyTo(_nextOrder.AsSpan(count));
        (_order, _nextOrder) = (_nextOrder, _order);
        (_words, _nextWords) = (_nextWords, _words);
    }
}
