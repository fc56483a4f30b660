namespace IrisFlow.Tests.Activities;

public class StepContextTests
{
    private static readonly Schema Numbers = new(new Field("n", ColumnType.Int32));
    private static readonly Schema Words = new(new Field("w", ColumnType.String));

    [Fact]
    public void A_writer_that_was_given_up_makes_room_for_another()
    {
        var (step, rows) = Begin();
        using (var first = step.Create(rows, Numbers))
        {
            first.Write(Table.Of(("n", Column.Of(1))));
        }

        Assert.Empty(step.Outputs);
        using var second = step.Create(rows, Words);
        second.Write(Table.Of(("w", Column.Of("x"))));
        second.Finish();

        Assert.Equal("w string", ((Table)step.Outputs["rows"]).Schema.ToString());
    }

    [Fact]
    public void An_output_is_written_once()
    {
        var (step, rows) = Begin();
        using (var writer = step.Create(rows, Numbers))
        {
            Assert.Throws<InvalidOperationException>(() => step.Create(rows, Numbers));
            writer.Finish();
        }

        Assert.Throws<InvalidOperationException>(() => step.Create(rows, Numbers));
        Assert.Throws<InvalidOperationException>(() => step.Write(rows, Table.Empty(Numbers)));
    }

    private static (StepContext Step, Out<Table> Rows) Begin()
    {
        var activity = new Loader();
        ActivityDescriptor.Of(typeof(Loader)).BindOutputs(activity, "load");
        return (new StepContext(new StepEnvironment(".", new Catalog([]), new TableFormats([])), _ => throw new InvalidOperationException()), activity.Rows);
    }

    [Activity("test.load-rows")]
    private sealed class Loader : Activity
    {
        public Out<Table> Rows { get; } = new();

        protected internal override Task RunAsync(StepContext step) => Task.CompletedTask;
    }
}
