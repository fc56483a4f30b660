using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class CastColumnsTests
{
    private static readonly Table Rows = Table.Of(("a", Column.Of("1", "x", null)), ("b", Column.Of(1.9, -1.9, 0)));

    [Fact]
    public async Task What_can_not_be_converted_becomes_null_where_that_is_asked_for()
    {
        var activity = new CastColumns { Rows = Rows, Types = new Dictionary<string, string> { ["a"] = "int32", ["b"] = "int64" }, Errors = CastErrors.Null };

        var rows = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal([1, null, null], rows.Values("a"));
        Assert.Equal([1L, -1L, 0L], rows.Values("b"));
        Assert.Equal(rows.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
    }

    [Fact]
    public async Task Else_it_fails_the_step_with_its_row_however_many_batches_there_are()
    {
        var many = Table.Of(("a", Column.Of([.. Enumerable.Range(1, 200_000).Select(i => i == 150_000 ? "x" : "1")])));

        var error = await Assert.ThrowsAsync<IrisFlowException>(() => Alone.RunAsync(new CastColumns { Rows = many, Types = new Dictionary<string, string> { ["a"] = "int32" } }));

        Assert.Equal(("IF338", "'x' in row 150000 is no int32."), (error.Findings[0].Rule, error.Findings[0].Message));
    }

    [Fact]
    public void An_unknown_type_is_a_finding()
    {
        var finding = Assert.Single(Alone.Describe(new CastColumns { Rows = Rows, Types = new Dictionary<string, string> { ["a"] = "int33" } }).Findings);

        Assert.Equal(("IF339", "types", "a"), (finding.Rule, finding.Port, finding.Column));
        Assert.StartsWith("Did you mean 'int32'?", finding.Expected);
    }
}
