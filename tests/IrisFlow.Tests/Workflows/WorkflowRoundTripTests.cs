using System.Text;
using System.Text.Json.Nodes;

namespace IrisFlow.Tests.Workflows;

public class WorkflowRoundTripTests
{
    private const int Workflows = 300;

    private static readonly Catalog Nothing = new();

    [Fact]
    public void What_was_written_is_read_back_as_it_was()
    {
        for (var seed = 0; seed < Workflows; seed++)
        {
            var workflow = Any(new Random(seed));

            var read = Read(WorkflowWriter.Write(workflow, Nothing));

            Assert.True(Same(workflow, read), $"seed {seed}:\n{WorkflowWriter.Write(workflow, Nothing)}");
        }
    }

    [Fact]
    public void Canonical_text_stays_as_it_is()
    {
        for (var seed = 0; seed < Workflows; seed++)
        {
            var text = WorkflowWriter.Write(Any(new Random(seed)), Nothing);

            Assert.Equal(text, WorkflowWriter.Write(Read(text), Nothing));
        }
    }

    [Fact]
    public void The_layout_of_a_text_does_not_survive_its_reading()
    {
        var canonical = WorkflowWriter.Write(Any(new Random(1)), Nothing);
        var crammed = JsonNode.Parse(canonical)!.ToJsonString();

        Assert.Equal(canonical, WorkflowWriter.Write(Read(crammed), Nothing));
    }

    private static Workflow Read(string text) => WorkflowReader.Read(Encoding.UTF8.GetBytes(text), "w.flow.json");

    private static bool Same(Workflow a, Workflow b) =>
        (a.Name, a.Note) == (b.Name, b.Note)
        && a.Parameters.Count == b.Parameters.Count
        && a.Parameters.Zip(b.Parameters).All(p => (p.First.Name, p.First.Type, p.First.Note) == (p.Second.Name, p.Second.Type, p.Second.Note) && JsonNode.DeepEquals(p.First.Default, p.Second.Default))
        && a.Steps.Count == b.Steps.Count
        && a.Steps.Zip(b.Steps).All(s => (s.First.Name, s.First.Uses, s.First.Policy, s.First.Note) == (s.Second.Name, s.Second.Uses, s.Second.Policy, s.Second.Note)
            && s.First.From.SequenceEqual(s.Second.From) && JsonNode.DeepEquals(s.First.With, s.Second.With));

    private static Workflow Any(Random random) => new(Text(random))
    {
        Note = random.Next(2) == 0 ? null : Text(random),
        Parameters = [.. Enumerable.Range(0, random.Next(3)).Select(i => new WorkflowParameter($"p{i}", "string", random.Next(2) == 0 ? null : JsonValue.Create(Text(random)), random.Next(2) == 0 ? null : Text(random)))],
        Steps = [.. Enumerable.Range(0, random.Next(6)).Select(i => new Step($"s-{i}_x", $"family.{Text(random)}")
        {
            From = Enumerable.Range(0, random.Next(3)).ToDictionary(n => $"in{n}", n => $"s-{random.Next(6)}_x.{Text(random)}"),
            With = new JsonObject(Enumerable.Range(0, random.Next(4)).Select(n => KeyValuePair.Create($"v{n}", Value(random, 3)))),
            Policy = random.Next(2) == 0 ? StepPolicy.Default : Policy(random),
            Note = random.Next(2) == 0 ? null : Text(random),
        })],
    };

    private static StepPolicy Policy(Random random) => new()
    {
        Retries = random.Next(101),
        Backoff = TimeSpan.FromMilliseconds(random.Next(300_001)),
        Timeout = random.Next(2) == 0 ? null : TimeSpan.FromMilliseconds(random.NextInt64(1, 30L * 24 * 60 * 60 * 1000 + 1)),
        OnFailure = (OnFailure)random.Next(2),
        Checkpoint = (CheckpointPolicy)random.Next(3),
        Cpu = random.NextDouble() + 1e-9,
        Memory = random.Next(2) == 0 ? null : random.NextInt64(1, long.MaxValue),
        Isolate = (StepIsolation)random.Next(2),
    };

    private static JsonNode? Value(Random random, int depth) => random.Next(depth == 0 ? 5 : 7) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.NextInt64(long.MinValue, long.MaxValue)),
        3 => JsonValue.Create(BitConverter.Int64BitsToDouble(random.NextInt64()) is var number && double.IsFinite(number) && number != Math.Floor(number) ? number : 0.1),
        4 => JsonValue.Create(Text(random)),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create($"k{i}{Text(random)}", Value(random, depth - 1)))),
    };

    private static string Text(Random random)
    {
        string[] pieces = ["a", "B", "0", " ", "\"", "\\", "\n", "\t", "\u0001", "é", "ß", "語", "😀", "<", "&", "'", "+", "/", "${k}", "\u2028", "\u007f"];
        return string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
