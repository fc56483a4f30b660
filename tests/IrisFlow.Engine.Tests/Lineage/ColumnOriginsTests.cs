using IrisFlow.Engine.Lineage;

namespace IrisFlow.Engine.Tests;

/// <summary>Renames, computes, keeps, and says nothing of a column.</summary>
[Activity("test.describes")]
public sealed class Describes : Activity
{
    public required In<Table> Left { get; init; }

    public In<Table>? Right { get; init; }

    public string Name { get; init; } = "renamed";

    public bool Fails { get; init; }

    public Out<Table> Rows { get; } = new();

    protected override void Describe(StepShapes shapes)
    {
        var (a, b) = (shapes.Of(Left).Find("a")!, shapes.Of(Left).Find("b")!);
        var right = Right is { } other ? shapes.Of(other).Find("b") : null;
        Field[] described =
        [
            a with { Name = Name }, new Field("ratio", ColumnType.Float64).MadeOf(a, b), new Field("count", ColumnType.Int64).MadeOf(), new("unsaid", ColumnType.Int64),
            .. right is null ? [] : new[] { right with { Name = "b_right" } },
        ];
        shapes.Set(Rows, new() { Fields = [.. described], IsOpen = true });
        if (Fails)
        {
            throw new InvalidOperationException("not today");
        }
    }

    protected override Task RunAsync(StepContext step) => Task.CompletedTask;
}

public class ColumnOriginsTests
{
    private static readonly Schema Read = new(new Field("a", ColumnType.Float64), new("b", ColumnType.Float64), new("c", ColumnType.Float64));

    private static readonly Digest Data = TableDigest.Of(Table.Of(("a", Column.Of(1.0))));

    private static string? Origins(string column, string? input = "left", string uses = "test.describes", string parameters = "{}", bool isTwice = false)
    {
        var step = new StepRecord("s", 0, uses) { Parameters = parameters, Inputs = [new("left", "x.rows", Data), .. isTwice ? [new InputRecord("right", "x.rows", Data)] : Array.Empty<InputRecord>()] };
        var made = new LineageNode("r/s.rows", 0) { Run = new("r", "w"), Step = step, Output = new("rows", Table.Kind, Data, 1) };
        var environment = new StepEnvironment("/", new Catalog(typeof(Describes).Assembly), new TableFormats([]));

        var found = new ColumnOrigins(environment, _ => Read).Of(made, input, column);

        return found is null ? null : string.Join(',', found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("renamed", "a")]
    [InlineData("ratio", "a,b")]
    [InlineData("count", "")]
    [InlineData("b", "b")]
    [InlineData("unsaid", null)]
    [InlineData("undescribed", null)]
    public void A_column_is_made_of_those_that_its_activity_says_or_else_of_the_one_of_its_name(string column, string? origins) => Assert.Equal(origins, Origins(column));

    [Fact]
    public void A_column_that_gets_the_name_of_another_is_not_that_one() => Assert.Equal("a", Origins("b", parameters: """{ "name": "b" }"""));

    [Fact]
    public void One_table_read_by_two_ports_is_told_apart()
    {
        Assert.Equal(("", "b"), (Origins("b_right", "left", isTwice: true), Origins("b_right", "right", isTwice: true)));
        Assert.Equal(("a", ""), (Origins("renamed", "left", isTwice: true), Origins("renamed", "right", isTwice: true)));
    }

    [Theory]
    [InlineData("test.gone", "{}")]
    [InlineData("test.describes", """{ "name": 7 }""")]
    public void Of_an_activity_that_is_not_there_as_it_was_names_tell(string uses, string parameters)
    {
        Assert.Equal("a", Origins("a", uses: uses, parameters: parameters));
        Assert.Null(Origins("renamed", uses: uses, parameters: parameters));
    }

    [Fact]
    public void What_an_activity_said_before_it_failed_counts() => Assert.Equal("a", Origins("renamed", parameters: """{ "fails": true }"""));

    [Fact]
    public void Data_in_the_place_of_an_output_is_that_output_column_by_column() => Assert.Equal("anything", Origins("anything", input: null));
}
