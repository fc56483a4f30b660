using IrisFlow.Engine.Retention;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests.Retention;

/// <summary>Random histories, held against the rules said once more in the plainest way.</summary>
public sealed class RetentionPropertyTests
{
    private const int Contents = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_object_that_something_keeps_is_ever_deleted_and_no_other_stays_for_ever(int seed)
    {
        var random = new Random(seed);
        for (var history = 0; history < 25; history++)
        {
            using var archive = new Archive();
            var runs = new List<RunRecord>();
            var pins = new List<(string Run, string Step, DateTimeOffset? Until)>();
            var policy = new RetentionPolicy { KeepRuns = random.Next(3), KeepAge = TimeSpan.FromDays(random.Next(8)), Grace = TimeSpan.FromHours(random.Next(30)) };
            for (var move = 0; move < 40; move++)
            {
                archive.Clock.Pass(TimeSpan.FromHours(random.Next(60)));
                switch (random.Next(6))
                {
                    case 0 when runs.Count > 0:
                        var (run, step, until) = (runs[random.Next(runs.Count)].Id, random.Next(2) == 0 ? "" : $"s{1 + random.Next(Contents)}", random.Next(2) == 0 ? (DateTimeOffset?)null : archive.Clock.Now.AddDays(random.Next(10)));
                        archive.Pin(run, step, until);
                        pins.RemoveAll(p => p.Run == run && p.Step == step);
                        pins.Add((run, step, until));
                        break;
                    case 1 when pins.Count > 0:
                        var pin = pins[random.Next(pins.Count)];
                        archive.Store.Write(w => w.RemovePin(pin.Run, pin.Step));
                        pins.Remove(pin);
                        break;
                    case 2 or 3:
                        Collect(archive, policy, runs, pins);
                        break;
                    default:
                        var record = new RunRecord("", random.Next(2) == 0 ? "w" : "v")
                        {
                            State = new[] { RunState.Succeeded, RunState.Succeeded, RunState.Failed, RunState.Running }[random.Next(4)],
                            Owner = random.Next(8) == 0 ? RunOwner.Current() : Archive.Gone,
                            Parent = runs.Count > 0 && random.Next(4) == 0 ? runs[random.Next(runs.Count)].Id : null,
                        };
                        var id = archive.Run(record, [.. Enumerable.Range(0, random.Next(4)).Select(_ => 1 + random.Next(Contents)).Distinct()]);
                        runs.Add(archive.Store.FindRun(id)!);
                        break;
                }
            }

            // At the end nothing is at work: what is not kept has to go.
            foreach (var run in runs.Where(r => r.Owner == RunOwner.Current() && r.State == RunState.Running).ToList())
            {
                archive.Store.Write(w => w.EndRun(run.Id, 1, RunState.Failed, archive.Clock.Now));
                runs[runs.IndexOf(run)] = run with { State = RunState.Failed };
            }

            // Nor does anything end to be kept any more while the grace time passes.
            archive.Clock.Pass(TimeSpan.FromDays(60));
            var before = archive.Stored(Contents);
            archive.Collector.Apply(policy);
            archive.Clock.Pass(policy.Grace);
            archive.Collector.Apply(policy);
            Assert.Equal(Kept(archive, policy, runs, pins).Intersect(before).Order(), archive.Stored(Contents));
        }
    }

    private static void Collect(Archive archive, RetentionPolicy policy, List<RunRecord> runs, List<(string Run, string Step, DateTimeOffset? Until)> pins)
    {
        var before = archive.Stored(Contents);
        var kept = Kept(archive, policy, runs, pins).Intersect(before).Order().ToList();

        archive.Collector.Apply(policy);

        Assert.Equal(kept, archive.Stored(Contents).Intersect(kept).Order());
        Assert.All(Enumerable.Range(1, Contents), c => Assert.Equal(archive.Store.FindObject(Archive.Content(c)) is not null, File.Exists(archive.At($"objects/{Archive.NameOf(c)}"))));
    }

    private static HashSet<int> Kept(Archive archive, RetentionPolicy policy, List<RunRecord> runs, List<(string Run, string Step, DateTimeOffset? Until)> pins)
    {
        var now = archive.Clock.Now;
        bool Holds(DateTimeOffset? until) => until is null || now < until;
        bool IsLast(RunRecord run) => run.Parent is null && run.State == RunState.Succeeded
            && runs.Count(r => r.Workflow == run.Workflow && r.Parent is null && r.State == RunState.Succeeded && string.CompareOrdinal(r.Id, run.Id) > 0) < policy.KeepRuns;
        bool IsKept(RunRecord run) => pins.Exists(p => p.Run == run.Id && p.Step.Length == 0 && Holds(p.Until))
            || now - run.StartedAt < policy.KeepAge
            || (run.State == RunState.Running && (run.Owner == RunOwner.Current() || now - run.StartedAt < TimeSpan.FromDays(30)))
            || IsLast(run)
            || (run.Parent is not null && IsKept(runs.Single(r => r.Id == run.Parent)));
        return
        [
            .. from run in runs
               from step in archive.Store.Steps(run.Id)
               where IsKept(run) || pins.Exists(p => p.Run == run.Id && p.Step == step.Name && Holds(p.Until))
               select int.Parse(step.Name[1..]),
        ];
    }
}
