namespace IrisFlow.Reliability.Tests.Sequences;

/// <summary>Random sequences of all that can happen to a workspace, against a model. IRISFLOW_SEQUENCES sets how many, IRISFLOW_SEED begins with a certain one.</summary>
public class SequenceTests
{
    private const int Seed = 20260329;
    private const int Moves = 6;

    [Fact]
    public async Task Whatever_happens_in_whatever_order_the_promise_holds()
    {
        var first = Tracked.Count("IRISFLOW_SEED", Seed);
        var sequences = Tracked.Count("IRISFLOW_SEQUENCES", 500);
        await Parallel.ForAsync(first, first + sequences, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) =>
        {
            using var world = new World(seed);
            try
            {
                for (var i = 0; i < Moves; i++)
                {
                    await world.MoveAsync();
                }
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"IRISFLOW_SEED={seed} IRISFLOW_SEQUENCES=1: {world.Story}: {problem.Message}", problem);
            }
        });
    }
}
