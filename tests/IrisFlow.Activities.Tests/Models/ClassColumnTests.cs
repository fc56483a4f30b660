namespace IrisFlow.Activities.Tests;

public sealed class ClassColumnTests
{
    public static TheoryData<string, Column, string[]> Columns => new()
    {
        { "whole numbers by size", Column.Of(10, 9, 10), ["9", "10"] },
        { "long whole numbers by size", Column.Of(10L, -9, 10), ["-9", "10"] },
        { "text by code unit", Column.Of("b", "B", "a10", "a9"), ["B", "a10", "a9", "b"] },
        { "false before true", Column.Of(true, false), ["false", "true"] },
        { "dates by day", Column.Of(new DateOnly(2024, 1, 10), new DateOnly(1969, 12, 31)), ["1969-12-31", "2024-01-10"] },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void Classes_are_in_the_natural_order_of_their_type(string order, Column column, string[] classes)
    {
        _ = order;
        Assert.Equal(classes, ClassColumn.Of(Table.Of(("y", column)), "y").Classes);
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void Classes_become_a_column_of_their_type_again(string order, Column column, string[] classes)
    {
        _ = (order, classes);
        var read = ClassColumn.Of(Table.Of(("y", column)), "y");
        var again = ClassColumn.Column(read.Type, read.Classes, read.Labels);
        Assert.Equal(TableDigest.Of(Table.Of(("y", column))), TableDigest.Of(Table.Of(("y", again))));
    }

    [Fact]
    public void A_dictionary_of_texts_is_read_as_its_rows() =>
        Assert.Equal([1, 0, 1], ClassColumn.Of(Table.Of(("y", StringColumn.Dictionary("ba"u8.ToArray(), new[] { 0, 1, 2 }, new[] { 0, 1, 0 }))), "y").Labels);

    [Fact]
    public void Floating_point_numbers_are_refused() =>
        Assert.Equal("IF418", Assert.Single(Assert.Throws<IrisFlowException>(() => ClassColumn.Of(Table.Of(("y", Column.Of(1.0, 2.0))), "y")).Findings).Rule);

    [Fact]
    public void A_row_without_a_class_is_refused_with_its_place() =>
        Assert.Contains(
            "null in 2 of 4 rows; the first is row 2",
            Assert.Throws<IrisFlowException>(() => ClassColumn.Of(Table.Of(("y", Column.Of("a", null, "b", null))), "y")).Message);

    [Fact]
    public void Classes_a_model_never_saw_come_after_its_own()
    {
        var seen = ClassColumn.Of(Table.Of(("y", Column.Of("a", "c", "b"))), "y").As(["b", "c"]);
        Assert.Equal((new[] { "b", "c", "a" }, new[] { 2, 1, 0 }), (seen.Classes.ToArray(), seen.Labels), (x, y) => x.Item1.SequenceEqual(y.Item1) && x.Item2.SequenceEqual(y.Item2));
    }
}
