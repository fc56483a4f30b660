namespace IrisFlow;

/// <summary>What becomes of a value that can't be converted.</summary>
public enum CastErrors
{
    /// <summary>It ends the work, with its row named.</summary>
    Fail,

    /// <summary>It becomes null.</summary>
    Null,
}

/// <summary>Columns converted to other types, as <c>cast</c> and <c>try_cast</c> of expressions do.</summary>
/// <param name="types">The types wanted, by column.</param>
/// <param name="errors">What becomes of a value that can't be converted.</param>
public sealed class Casting(IReadOnlyDictionary<string, ColumnType> types, CastErrors errors = CastErrors.Fail) : ColumnChange
{
    private protected override IEnumerable<string> Named => types.Keys.Order(StringComparer.Ordinal);

    private protected override IEnumerable<ComputedColumn> Bind(Shape rows, Action<Finding> report)
    {
        foreach (var field in Found(rows))
        {
            var wanted = types[field.Name];
            var place = new Finding("IF338", "") { Column = field.Name };
            if (Casts.Make(Binder.Column(field), wanted, errors == CastErrors.Null, (value, row) => Casts.Problem(place, value, row, wanted)) is { } kernel)
            {
                yield return new(field.Name, kernel, field.Name);
            }
            else
            {
                report(new Finding("IF333", $"Column '{field.Name}' is {field.Type.Name()}, which is never {wanted.Name()}.") { Column = field.Name });
            }
        }
    }
}
