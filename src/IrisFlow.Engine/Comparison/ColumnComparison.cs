namespace IrisFlow.Engine.Comparison;

/// <summary>Compares one column of two tables, pair of rows by pair of rows.</summary>
internal static class ColumnComparison
{
    /// <param name="name">The column's name.</param>
    /// <param name="first">The first table's column.</param>
    /// <param name="second">The second table's column.</param>
    /// <param name="rows">Which rows belong together.</param>
    /// <param name="isChanged">Set for each pair in which the column holds another value.</param>
    public static ColumnDistance Compare(string name, Column first, Column second, RowMatching rows, bool[] isChanged)
    {
        var differs = Differs(first, second);
        var isNumeric = first.Type.IsNumeric() && second.Type.IsNumeric();
        var (before, after) = isNumeric ? (CellValues.Doubles(first), CellValues.Doubles(second)) : (null, null);
        var (changed, becameNull, wasNull, measured) = (0, 0, 0, 0);
        var (max, sum, squares) = (0.0, 0.0, 0.0);
        for (var pair = 0; pair < rows.Before.Length; pair++)
        {
            var (i, j) = (rows.Before[pair], rows.After[pair]);
            var (isNull, isNullNow) = (first.IsNull(i), second.IsNull(j));
            if (isNull || isNullNow)
            {
                if (isNull != isNullNow)
                {
                    changed++;
                    becameNull += isNullNow ? 1 : 0;
                    wasNull += isNull ? 1 : 0;
                    isChanged[pair] = true;
                }

                continue;
            }

            if (differs(i, j))
            {
                changed++;
                isChanged[pair] = true;
            }

            if (before is not null && Math.Abs(after!(j) - before(i)) is var distance && double.IsFinite(distance))
            {
                measured++;
                max = Math.Max(max, distance);
                sum += distance;
                squares += distance * distance;
            }
        }

        return new(name, changed)
        {
            BecameNull = becameNull,
            WasNull = wasNull,
            MaxAbs = measured > 0 ? max : null,
            MeanAbs = measured > 0 ? sum / measured : null,
            Rms = measured > 0 ? Math.Sqrt(squares / measured) : null,
        };
    }

    /// <summary>Whether two cells with a value differ. Values of types that have nothing in common always do.</summary>
    public static Func<int, int, bool> Differs(Column first, Column second)
    {
        if (first is StringColumn a && second is StringColumn b)
        {
            return (i, j) => !a.Utf8(i).SequenceEqual(b.Utf8(j));
        }

        if (first.Type != second.Type && !(first.Type.IsNumeric() && second.Type.IsNumeric()))
        {
            return (_, _) => true;
        }

        var isWhole = CellValues.IsWhole(first) && CellValues.IsWhole(second);
        var (before, after) = (CellValues.Bits(first, isWhole), CellValues.Bits(second, isWhole));
        return (i, j) => before(i) != after(j);
    }
}
