using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Retention;
using IrisFlow.Engine.Run;
using IrisFlow.Reliability.Tests.Faults;

namespace IrisFlow.Reliability.Tests.Sequences;

/// <summary>A folder of artifacts and the model of it, moved on together and compared after each move.</summary>
internal sealed class World(int seed) : IDisposable
{
    private static readonly (string Name, int Weight, Func<World, Task> Do)[] Moves =
    [
        ("run", 4, w => w.RunAsync(null)),
        ("crash", 5, w => w.RunAsync(w.Crash())),
        ("trouble", 3, w => w.RunAsync(w.Trouble())),
        ("resume", 6, w => w.ResumeAsync(null)),
        ("crash while resuming", 3, w => w.ResumeAsync(w.Crash())),
        ("fork", 2, w => w.ForkAsync()),
        ("inject", 2, w => w.RunAsync(null, inject: true)),
        ("crash with injected data", 2, w => w.RunAsync(w.Crash(), inject: true)),
        ("cancel", 2, w => w.CancelAsync()),
        ("damage", 2, w => w.DamageAsync()),
        ("gc", 2, w => w.CollectAsync()),
        ("migrate", 1, w => w.MigrateAsync()),
    ];

    private readonly Random _random = new(seed);
    private readonly EngineFolder _folder = new();
    private readonly List<Known> _runs = [];
    private readonly HashSet<string> _damaged = [];
    private readonly Dictionary<string, long> _epochs = [];
    private readonly List<string> _story = [];

    /// <summary>What happened so far, for whoever has to find out why it went wrong.</summary>
    public string Story => string.Join(" → ", _story);

    /// <summary>One random move, then all that must hold.</summary>
    public async Task MoveAsync()
    {
        var place = _random.Next(Moves.Sum(m => m.Weight));
        var move = Moves.First(m => (place -= m.Weight) < 0);
        _story.Add(move.Name);
        await move.Do(this);
        Check();
    }

    public void Dispose() => _folder.Dispose();

    private Fault Crash() => new(_random.Next(2) == 0 ? Door.Files : Door.Database, Failure.FromThenOn, _random.Next(1, 50));

    private Fault Trouble() => new((Door)_random.Next(2), (Failure)_random.Next(2), _random.Next(1, 50));

    private async Task RunAsync(Fault? fault, bool inject = false)
    {
        var asked = new Asked(_random.Next(2, 5), _random.Next(3), _random.Next(3), inject ? _random.Next(100, 103) : null);
        using var process = _folder.Start(fault);
        Func<RunRequest, RunRequest> change = r => asked.Injected is null ? r : r with { With = [("one.rows", InjectedFile(asked))] };
        await FollowAsync(process, asked, null, () => process.RunAsync(asked.Flow, change), fault);
    }

    private async Task ResumeAsync(Fault? fault)
    {
        if (Pick(r => !r.IsDone && r.CanGoOn) is { } run)
        {
            _folder.KillOwners();
            using var process = _folder.Start(fault);
            await FollowAsync(process, run.Asked, run, () => process.ResumeAsync(run.Id), fault);
        }
    }

    private async Task ForkAsync()
    {
        if (Pick(r => r.CanGoOn) is { } run)
        {
            var asked = run.Asked with { Two = _random.Next(3) };
            using var process = _folder.Start();
            await FollowAsync(process, asked, null, () => process.Engine.RunAsync(process.PlanFork(run.Id, r => r with { Set = [("two.by", asked.Two)] }), process.Witness), null);
        }
    }

    private async Task CancelAsync()
    {
        var asked = new Asked(_random.Next(2, 5), _random.Next(3), _random.Next(3), null);
        using var cancellation = new CancellationTokenSource();
        var phase = Enum.GetValues<Phase>()[_random.Next(Enum.GetValues<Phase>().Length)];
        using var process = _folder.Start(reached: new Faults.Barrier(phase, _random.Next(1, 4)) { Then = cancellation.Cancel }.Reached);
        await FollowAsync(process, asked, null, () => process.RunAsync(asked.Flow, cancellation: cancellation.Token), null, canStop: true);
    }

    private Task DamageAsync()
    {
        var files = Directory.Exists(_folder.At("objects")) ? Directory.GetFiles(_folder.At("objects")).Order().ToArray() : [];
        if (files.Length == 0)
        {
            return Task.CompletedTask;
        }

        var file = files[_random.Next(files.Length)];
        var (bytes, stamp) = (File.ReadAllBytes(file), File.GetLastWriteTimeUtc(file));
        File.Delete(file);
        var kind = _random.Next(4);
        if (kind > 0 && bytes.Length > 0)
        {
            bytes[_random.Next(bytes.Length)] ^= 0x20;
            File.WriteAllBytes(file, kind == 1 ? bytes[..^3] : bytes);
        }

        if (kind == 3)
        {
            // As a disk that rots: nothing shows it but the bytes.
            File.SetLastWriteTimeUtc(file, stamp);
        }

        _damaged.Add(file);
        using var process = _folder.Start();
        foreach (var row in Rows.Of(_folder.Database, $"SELECT digest FROM objects WHERE file = '{Path.GetFileName(file)}'"))
        {
            var refused = Assert.Throws<IrisFlowException>(() => process.Engine.Checkpoints.Read(Digest.Parse(row[0]!)).Column<long>("n").Values.ToArray());
            Assert.Equal(ExitCode.Corrupt, refused.Exit);
        }

        return Task.CompletedTask;
    }

    /// <summary>Gives up all that the strictest collection may, at once; what an unfinished run or the newest success of a workflow holds has to stay.</summary>
    private Task CollectAsync()
    {
        if (_runs.Count == 0)
        {
            return Task.CompletedTask;
        }

        _folder.KillOwners();
        var held = Rows.Of(
            _folder.Database,
            """
            SELECT DISTINCT c.digest FROM checkpoints c JOIN runs r ON r.id = c.run_id JOIN objects o ON o.digest = c.digest
            WHERE r.state = 'running' OR r.id IN (SELECT max(id) FROM runs WHERE state = 'succeeded' GROUP BY workflow)
            """).Select(r => r[0]!).ToList();
        using var process = _folder.Start();
        var strictest = new RetentionPolicy { KeepRuns = 1, KeepAge = TimeSpan.Zero, Grace = TimeSpan.Zero };
        new GarbageCollector(_folder.Path, process.Store, TimeProvider.System).Apply(strictest);
        new GarbageCollector(_folder.Path, process.Store, TimeProvider.System).Apply(strictest);
        Assert.All(held, digest => Assert.Single(Rows.Of(_folder.Database, $"SELECT 1 FROM objects WHERE digest = '{digest}'")));
        _runs.Where(r => r.Asked.Injected is not null).ToList().ForEach(r => r.CanGoOn = false);
        return Task.CompletedTask;
    }

    private Task MigrateAsync()
    {
        // The older version knew of no gc, so none had been there.
        if (_runs.Count > 0 && !_story.Contains("gc"))
        {
            OlderDatabase.Replace(_folder.Database);
            _runs.Where(r => r.Asked.Injected is not null).ToList().ForEach(r => r.CanGoOn = false);
            _folder.Start().Dispose();
            Assert.True(File.Exists(_folder.Database + ".v1.bak"));
        }

        return Task.CompletedTask;
    }

    /// <summary>Lets an engine work, and takes down what it said.</summary>
    private async Task FollowAsync(EngineProcess process, Asked asked, Known? known, Func<Task<RunResult>> work, Fault? fault, bool canStop = false)
    {
        RunResult? result = null;
        IrisFlowException? problem = null;
        try
        {
            result = await work();
            problem = result.Failures.Count > 0 ? result.Failures[0] : null;
        }
        catch (IrisFlowException thrown)
        {
            problem = thrown;
        }

        var id = known?.Id ?? process.Witness.Run;
        if (id is not null && known is null && Rows.Of(_folder.Database, $"SELECT 1 FROM runs WHERE id = '{id}'").Count > 0)
        {
            _runs.Add(known = new(id, asked));
        }

        foreach (var step in process.Witness.Succeeded)
        {
            known!.Told[step] = Bodies.Of(known.Id, step);
        }

        if (result?.State == RunState.Succeeded)
        {
            known!.IsDone = true;
            Assert.Equal(asked.Results().OrderBy(r => r.Key), result.Digests().OrderBy(r => r.Key));
            return;
        }

        // Without a fault only rot that nothing showed can stop a run, and it is said so; the run after it mends that.
        Assert.True(canStop || fault is { Fired: true } || (problem?.Exit == ExitCode.Corrupt && _damaged.Count > 0), problem?.Message ?? $"{result?.State}");
        if (known is not null && Rows.Of(_folder.Database, $"SELECT 1 FROM runs WHERE id = '{known.Id}' AND state = 'succeeded'").Count > 0)
        {
            known.IsDone = true;
        }
    }

    /// <summary>The promise, clause by clause.</summary>
    private void Check()
    {
        if (!File.Exists(_folder.Database))
        {
            return;
        }

        _damaged.RemoveWhere(IsMended);
        if (_damaged.Count == 0)
        {
            _folder.MustBeWhole();
        }

        foreach (var row in Rows.Of(_folder.Database, "SELECT id, epoch FROM runs"))
        {
            var epoch = long.Parse(row[1]!);
            Assert.True(epoch >= _epochs.GetValueOrDefault(row[0]!), $"The epoch of {row[0]} went back.");
            _epochs[row[0]!] = epoch;
        }

        var succeeded = Rows.Of(_folder.Database, "SELECT run_id, step FROM steps WHERE state = 'succeeded'").Select(r => (r[0], r[1])).ToHashSet();
        // A step whose checkpoint was damaged, or given up after its run had ended, may be made again, or found to be what another step made; that is all.
        foreach (var run in _runs.Where(_ => !_story.Contains("damage") && !_story.Contains("gc")))
        {
            foreach (var (step, times) in run.Told)
            {
                Assert.True(Bodies.Of(run.Id, step) == times, $"{step} of {run.Id} was told to have succeeded and ran again.");
                Assert.Contains((run.Id, step), succeeded);
            }
        }
    }

    private bool IsMended(string file) =>
        Rows.Of(_folder.Database, $"SELECT file_hash FROM objects WHERE file = '{Path.GetFileName(file)}'") is not [var row]
        || (File.Exists(file) && Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))) == row[0]);

    private Known? Pick(Predicate<Known> which) => _runs.FindAll(which) is { Count: > 0 } found ? found[_random.Next(found.Count)] : null;

    private string InjectedFile(Asked asked)
    {
        var path = _folder.At($"injected-{asked.Injected}-{asked.Count}.parquet");
        if (!File.Exists(path))
        {
            using var file = File.Create(path);
            new IrisFlow.Parquet.ParquetFormat().Write(Table.Of(("n", Column.Of(Enumerable.Repeat(asked.Injected!.Value, asked.Count).ToArray()))), file);
        }

        return path;
    }
}
