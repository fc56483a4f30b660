using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Verification;

namespace IrisFlow.Engine.Tests;

public sealed class CheckpointVerifierTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_whole_run_has_every_checkpoint_read_and_nothing_wrong()
    {
        var run = await _bench.RunAsync(Some.Diamond());

        var found = Verifier.OfRun(run.Run);

        Assert.Equal(run.Digests().Values.Distinct().Count(), found.Count);
        Assert.All(found, o => Assert.True(o.IsWhole));
        Assert.All(found, o => Assert.Equal((o.Digest, o.Stored!.FileHash), (o.Found.Content!.Value, o.Found.FileHash)));
    }

    [Fact]
    public async Task A_missing_file_is_told_with_its_place_and_what_to_type()
    {
        var run = await _bench.RunAsync(Some.Chain());
        File.Delete(FileOf(run.Digests()["b.rows"]));

        var bad = Assert.Single(Verifier.OfRun(run.Run), o => !o.IsWhole);

        var finding = bad.Problem(_bench.Engine.Checkpoints.Folder)!;
        Assert.Equal(ObjectState.Missing, bad.Found.State);
        Assert.Equal(("IF424", "b", "rows", FileOf(run.Digests()["b.rows"]), $"irisflow rerun {run.Run}"), (finding.Rule, finding.Step, finding.Port, finding.File, finding.Next));
    }

    [Fact]
    public async Task A_damaged_file_is_found_though_its_stamp_and_length_are_as_before_and_the_next_run_makes_it_anew()
    {
        var run = await _bench.RunAsync(Some.Chain());
        var file = FileOf(run.Digests()["b.rows"]);
        Damage(file, bytes => bytes[bytes.Length / 2] ^= 1);

        var bad = Assert.Single(Verifier.OfRun(run.Run), o => !o.IsWhole);
        var again = await _bench.RunAsync(Some.Chain());

        Assert.Equal(ObjectState.Damaged, bad.Found.State);
        var finding = bad.Problem("objects")!;
        Assert.Equal("IF425", finding.Rule);
        Assert.Contains(bad.Stored!.FileHash, finding.Message);
        Assert.Contains(bad.Found.FileHash!, finding.Message);
        Assert.Equal(StepState.Succeeded, again.State("b"));
        Assert.All(Verifier.OfRun(again.Run), o => Assert.True(o.IsWhole));
    }

    [Fact]
    public async Task Another_sound_file_in_its_place_is_found()
    {
        var run = await _bench.RunAsync(Some.Chain());
        var file = FileOf(run.Digests()["b.rows"]);
        var other = File.ReadAllBytes(FileOf(run.Digests()["c.rows"]));
        Damage(file, _ => { }, other);

        Assert.Equal("IF425", Assert.Single(Verifier.OfRun(run.Run), o => !o.IsWhole).Problem("objects")!.Rule);
    }

    [Fact]
    public async Task A_file_that_is_as_tracked_but_holds_other_content_than_its_digest_says_is_found()
    {
        var run = await _bench.RunAsync(Some.Chain());
        var digest = run.Digests()["b.rows"];
        _bench.Store.Write(w => w.SaveObject(_bench.Store.FindObject(run.Digests()["c.rows"])! with { Digest = digest }));

        var bad = Assert.Single(Verifier.OfRun(run.Run), o => !o.IsWhole);

        Assert.Equal((digest, run.Digests()["c.rows"]), (bad.Digest, bad.Found.Content!.Value));
        Assert.Contains($"its content has the digest {bad.Found.Content}, not {digest}", bad.Problem("objects")!.Message);

        // Nor does it mend by itself: the step has to run again.
        var again = await _bench.RunAsync(Some.Chain());
        Assert.Equal(StepState.Succeeded, again.State("b"));
        Assert.All(Verifier.OfRun(again.Run), o => Assert.True(o.IsWhole));
    }

    [Fact]
    public async Task An_output_that_its_step_does_not_keep_is_not_missing()
    {
        var run = await _bench.RunAsync(Workflow.Define("w", flow =>
        {
            var a = flow.Add("a", new Number(), policy: new StepPolicy { Checkpoint = CheckpointPolicy.Never });
            flow.Add("b", new Add { Given = a.Rows, By = 1 });
        }));

        var found = Verifier.OfRun(run.Run);

        Assert.Equal([(false, true), (true, true)], found.Select(o => (o.IsStored, o.IsWhole)));
    }

    [Fact]
    public async Task Injected_data_that_is_gone_says_where_it_came_from()
    {
        var own = _bench.Write("own.parquet", Table.Of(("n", Column.Of(77L))));
        var run = await _bench.RunAsync(Some.Chain(), r => r with { With = [("a.rows", own)] });
        File.Delete(FileOf(run.Digests()["a.rows"]));

        var finding = Verifier.OfRun(run.Run).Single(o => !o.IsWhole).Problem("objects")!;

        Assert.Equal($"It was injected from {own}: inject it again.", finding.Expected);
        Assert.Null(finding.Next);
    }

    [Fact]
    public async Task All_objects_are_read_whatever_run_made_them_and_bad_ones_say_where_they_are_used()
    {
        var first = await _bench.RunAsync(Some.Chain(by: 1));
        var second = await _bench.RunAsync(Some.Chain(by: 2));
        File.Delete(FileOf(first.Digests()["b.rows"]));
        File.Delete(FileOf(first.Digests()["a.rows"]));

        var found = Verifier.All();

        Assert.Equal(_bench.Store.Objects().Select(o => o.Digest), found.Select(o => o.Digest));
        Assert.Equal(
            [$"{first.Run} b"], found.Single(o => o.Digest == first.Digests()["b.rows"]).Places.Select(p => $"{p.Run} {p.Step}"));
        Assert.Equal(
            [$"{second.Run} a", $"{first.Run} a"], found.Single(o => o.Digest == first.Digests()["a.rows"]).Places.Select(p => $"{p.Run} {p.Step}"));
    }

    private CheckpointVerifier Verifier => new(_bench.Store, _bench.Engine.Checkpoints);

    private string FileOf(Digest digest) => _bench.Engine.Checkpoints.PathOf(_bench.Store.FindObject(digest)!);

    /// <summary>Changes a file behind everyone's back: it keeps its time, and its length where it can.</summary>
    private static void Damage(string file, Action<byte[]> change, byte[]? content = null)
    {
        var (stamp, bytes) = (File.GetLastWriteTimeUtc(file), content ?? File.ReadAllBytes(file));
        change(bytes);
        File.Delete(file);
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, stamp);
    }
}
