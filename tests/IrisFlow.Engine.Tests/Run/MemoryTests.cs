namespace IrisFlow.Engine.Tests;

public class MemoryTests
{
    [Fact]
    public async Task What_finished_steps_gave_does_not_stay_in_memory()
    {
        using var bench = new Bench();
        var held = new List<long>();
        var workflow = Workflow.Define("w", flow =>
        {
            var rows = flow.Add("s0", new Large()).Rows;
            for (var i = 1; i < 120; i++)
            {
                rows = flow.Add($"s{i}", new Large { Given = rows, Seed = i, Look = i % 10 == 0 ? Hook.That(() => held.Add(GC.GetTotalMemory(forceFullCollection: true))) : "" }).Rows;
            }
        });

        await bench.RunAsync(workflow);

        // Each step gives 4 MB; what is not on disk yet, and the newest, may be there.
        Assert.Equal(11, held.Count);
        Assert.InRange(held[^1] - held[1], long.MinValue, 120L << 20);
    }

    /// <summary>Gives half a million numbers.</summary>
    [Activity("test.large")]
    public sealed class Large : Activity
    {
        [Port("given")]
        public In<Table>? Given { get; init; }

        public int Seed { get; init; }

        public string Look { get; init; } = "";

        public Out<Table> Rows { get; } = new();

        protected override async Task RunAsync(StepContext step)
        {
            if (StepContext.IsWired(Given))
            {
                step.Read(Given!.Value);
            }

            if (Look.Length > 0)
            {
                await Hook.RunAsync(Look, step);
            }

            var numbers = new double[500_000];
            Array.Fill(numbers, Seed);
            step.Write(Rows, Table.Of(("n", Column.Of(numbers))));
        }
    }
}
