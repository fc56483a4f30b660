namespace IrisFlow;

/// <summary>A column was asked for that a table has not, or has with another type.</summary>
public sealed class ColumnException : IrisFlowException
{
    private ColumnException(Finding finding, string column)
        : base(finding) => Column = column;

    /// <summary>The name that was asked for.</summary>
    public string Column { get; }

    internal static ColumnException Missing(string name, Schema schema) => new(
        new Finding("IF201", $"There is no column '{name}'.")
        {
            Column = name,
            Expected = NearMiss.OneOf(name, schema.Names, "The columns are"),
        },
        name);

    internal static ColumnException WrongType(string name, ColumnType found, string wanted) => new(
        new Finding("IF202", $"Column '{name}' is {found.Name()}, not {wanted}.") { Column = name }, name);

    /// <summary>Names the wanted types as a user knows them, not as .NET does.</summary>
    internal static ColumnException NotHeldAs<T>(string name, ColumnType found) =>
        WrongType(name, found, string.Join(" or ", Enum.GetValues<ColumnType>().Where(t => Column<bool>.HeldAs(t) == typeof(T)).Select(t => t.Name())));
}
