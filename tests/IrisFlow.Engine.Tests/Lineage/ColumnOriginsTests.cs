using IrisFlow.Engine.Lineage;

namespace IrisFlow.Engine.Tests;

public class ColumnOriginsTests
{
    private static readonly Schema Read = new([new Field("a", ColumnType.Float64, false), new Field("b", ColumnType.Float64, false), new Field("day", ColumnType.Date, false)]);

    [Theory]
    [InlineData("""{ "columns": { "ratio": "a / b" } }""", "ratio", "a,b")]
    [InlineData("""{ "columns": { "a": "a * 2" } }""", "a", "a")]
    [InlineData("""{ "columns": { "a": "b + 1" } }""", "a", "b")]
    [InlineData("""{ "columns": { "ratio": "a / b" } }""", "day", "day")]
    [InlineData("""{ "columns": { "b": "price" } }""", "price", "b")]
    [InlineData("""{ "by": ["day"], "compute": { "most": "max(a)" } }""", "most", "a")]
    [InlineData("""{ "by": ["day"], "compute": { "most": "max(a)" } }""", "day", "day")]
    [InlineData("""{ "column": "day", "parts": ["year"] }""", "day_year", "day")]
    [InlineData("""{ "keep": "a <= 5" }""", "b", "b")]
    [InlineData("""{ "sets": 3 }""", "made_up", null)]
    public void A_column_is_made_of_those_that_the_parameters_say_or_else_of_the_one_of_its_name(string parameters, string column, string? origins)
    {
        var step = new StepRecord("s", 0, "test.step") { Parameters = parameters, Inputs = [new("rows", "x.rows", default)] };

        var found = ColumnOrigins.Of(step, "rows", Read)(column);

        Assert.Equal(origins, found is null ? null : string.Join(',', found.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void What_the_one_table_of_a_join_has_not_is_of_the_other()
    {
        var step = new StepRecord("s", 0, "data.join") { Parameters = """{ "on": ["a"] }""", Inputs = [new("left", "x.rows", default), new("right", "y.rows", default)] };

        Assert.Empty(ColumnOrigins.Of(step, "left", Read)("other")!);
        Assert.Equal(["a"], ColumnOrigins.Of(step, "right", Read)("a"));
    }

    [Fact]
    public void Data_in_the_place_of_an_output_is_that_output_column_by_column() =>
        Assert.Equal(["anything"], ColumnOrigins.Of(new("s", 0, "test.step"), null, Read)("anything"));
}
