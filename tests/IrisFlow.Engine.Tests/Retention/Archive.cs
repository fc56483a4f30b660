using IrisFlow.Engine.Retention;
using IrisFlow.Engine.Run;
using IrisFlow.Testing;

namespace IrisFlow.Engine.Tests.Retention;

/// <summary>A folder of objects with the runs that name them, and a clock that the test sets; the folder is gone after the test.</summary>
internal sealed class Archive : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An owner on this machine whose process does not exist.</summary>
    public static readonly string Gone = $"{Environment.MachineName}/{int.MaxValue}/1";

    private int _runs;

    public Archive() => Directory.CreateDirectory(At("objects/.tmp"));

    public string Folder { get; } = Directory.CreateTempSubdirectory("irisflow-").FullName;

    public MemoryRunStore Store { get; } = new();

    public SetClock Clock { get; } = new(Start);

    public GarbageCollector Collector => new(Folder, Store, Clock);

    /// <summary>Keeps nothing but what must be kept, and deletes at once.</summary>
    public static RetentionPolicy Strict => new() { KeepRuns = 0, KeepAge = TimeSpan.Zero, Grace = TimeSpan.Zero };

    public string At(string path) => Path.Combine(Folder, path);

    public static Digest Content(int n) => TableDigest.Of(Table.Of(("n", Column.Of(n))));

    public static string NameOf(int content) => $"{Content(content).Hex[..32]}-00000000.parquet";

    /// <summary>A run whose step <c>s1</c> made the content 1, and so on.</summary>
    public string Run(params int[] contents) => Run(new RunRecord("", "w") { State = RunState.Succeeded }, contents);

    /// <summary>The same with more said of the run. It begins now; its state is that of the record.</summary>
    public string Run(RunRecord run, params int[] contents)
    {
        run = run with { Id = $"run-{_runs++:d4}", StartedAt = Clock.Now };
        Store.Write(w =>
        {
            w.BeginRun(run with { State = RunState.Running });
            foreach (var content in contents)
            {
                Make(w, content);
                w.EndStep(run.Id, run.Epoch, Step(content), cache: true);
            }

            if (run.State != RunState.Running)
            {
                w.EndRun(run.Id, run.Epoch, run.State, Clock.Now);
            }
        });
        return run.Id;
    }

    public static StepRecord Step(int content) => new($"s{content}", content, "test.number")
    {
        State = StepState.Succeeded,
        Key = $"key {content}",
        Milliseconds = 10,
        Outputs = [new("rows", "table", Content(content), 1)],
    };

    public void Pin(string run, string step = "", DateTimeOffset? expires = null) =>
        Store.Write(w => w.SavePin(new(run, step, "ada", Clock.Now) { ExpiresAt = expires }));

    /// <summary>Puts an object there as a commit does: file first.</summary>
    public void Make(IRunWriter writer, int content, int bytes = 100)
    {
        if (Store.FindObject(Content(content)) is null || Store.FindCondemned(Content(content)) is not null)
        {
            File.WriteAllBytes(At($"objects/{NameOf(content)}"), new byte[bytes]);
            File.SetLastWriteTimeUtc(At($"objects/{NameOf(content)}"), Clock.Now.UtcDateTime);
            writer.SaveObject(new(Content(content), NameOf(content), bytes, "00000000", Clock.Now.Ticks, 1, "[]"));
        }
    }

    public string Stray(string path, DateTimeOffset at)
    {
        File.WriteAllBytes(At($"objects/{path}"), [1, 2, 3]);
        File.SetLastWriteTimeUtc(At($"objects/{path}"), at.UtcDateTime);
        return At($"objects/{path}");
    }

    /// <summary>The contents, up to a number, whose file and row are both there.</summary>
    public int[] Stored(int upTo = 9) => [.. Enumerable.Range(1, upTo).Where(c => File.Exists(At($"objects/{NameOf(c)}")) && Store.FindObject(Content(c)) is not null)];

    public static Fate FateOf(GarbageReport report, int content) => report.Objects.Single(o => o.File.Digest == Content(content)).Fate;

    /// <summary>Why an object is kept, rule by rule.</summary>
    public static IEnumerable<KeepKind> Why(GarbageReport report, int content) =>
        report.Objects.Single(o => o.File.Digest == Content(content)).Reasons.Select(r => r.Kind);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;

    public void Pass(TimeSpan time) => Now += time;
}
