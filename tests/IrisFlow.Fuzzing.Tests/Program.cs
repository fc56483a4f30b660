using System.Globalization;
using IrisFlow.Fuzzing;

// tests/fuzz calls this program; the first two verbs are for itself.
switch (args)
{
    case ["change", var target, var seed, var first, var step, var folder]:
        Worker.Change(Target.Of(target), Number(seed), Number(first), Number(step), folder);
        return 0;
    case ["files", var target]:
        using (var folder = new TemporaryFolder())
        {
            Worker.ReadFiles(Target.Of(target), folder.Path);
        }

        return 0;
    case ["replay", var target, var seed, var number]:
        using (var folder = new TemporaryFolder())
        {
            return Tell(Worker.Replay(Target.Of(target), Number(seed), Number(number), folder.Path));
        }

    case ["read", .. { Length: > 0 } files]:
        return Tell([.. files.GroupBy(f => Path.GetExtension(f) == ".csv" ? "csv" : "parquet").SelectMany(g => Corpus.Read(g.Key, [.. g]))]);
    case [] or [_] or [_, _] when args.All(a => long.TryParse(a, CultureInfo.InvariantCulture, out _)):
        return Fuzz(TimeSpan.FromSeconds(args.Length > 0 ? Number(args[0]) : 60), args.Length > 1 ? Number(args[1]) : Random.Shared.Next());
    default:
        Console.Error.WriteLine("tests/fuzz [SECONDS [SEED]], tests/fuzz replay FORMAT SEED NUMBER, tests/fuzz read FILE...");
        return 2;
}

static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

static int Fuzz(TimeSpan time, long seed)
{
    Console.WriteLine($"seed {seed}, {time.TotalSeconds:0} s");
    var failed = false;
    foreach (var (target, share) in new[] { ("parquet", 2 / 3.0), ("csv", 1 / 3.0) })
    {
        var campaign = new Campaign(target, seed);
        campaign.Run(time * share, 0);
        Console.WriteLine($"{target}: {campaign.Files:N0} files, {campaign.Failures.Count} failures");
        failed |= Tell(campaign.Failures) > 0;
    }

    return failed ? 1 : 0;
}

static int Tell(IReadOnlyCollection<string> failures)
{
    foreach (var failure in failures)
    {
        Console.WriteLine(failure);
    }

    return failures.Count > 0 ? 1 : 0;
}
