using System.Diagnostics;

namespace IrisFlow.Benchmarks;

/// <summary>The iris workflow as a whole process: in a fresh workspace, unchanged again, and entered at train; beside it scikit-learn where Python has it.</summary>
internal static class IrisRuns
{
    public static void Run(PublishedProgram program, int rounds)
    {
        var (first, fresh, unchanged, fromTrain) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        for (var round = 0; round < rounds; round++)
        {
            // Once with code that was never compiled before; from then on the compiled code is known.
            var ownCache = PublishedProgram.Folder();
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", ownCache);
            first.Add(InFreshWorkspace(program, (time, _) => time));
            fresh.Add(InFreshWorkspace(program, (time, workspace) =>
            {
                unchanged.Add(program.Time(workspace, "run", "iris"));
                fromTrain.Add(program.Time(workspace, "run", "iris", "--from", "train", "--force", "train"));
                return time;
            }));
            Directory.Delete(ownCache, recursive: true);
        }

        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", cache);
        InFreshWorkspace(program, (time, workspace) =>
        {
            Directory.Delete(Path.Combine(workspace, "artifacts"), recursive: true);
            Console.WriteLine($"{"peak memory, fresh workspace",-66} {program.PeakMegabytes(workspace, "run", "iris"),9:0} MB");
            Console.WriteLine($"{"peak memory, unchanged again",-66} {program.PeakMegabytes(workspace, "run", "iris"),9:0} MB");
            return time;
        });
        Report("irisflow run iris, fresh workspace, application code compiled first", first);
        Report("irisflow run iris, fresh workspace", fresh);
        Report("irisflow run iris, unchanged again", unchanged);
        Report("irisflow run iris --from train --force train", fromTrain);
        ScikitLearn(rounds);
    }

    private static void Report(string what, List<double> times) => Console.WriteLine($"{what,-66} {PublishedProgram.Median(times),9:0.0} ms");

    private static double InFreshWorkspace(PublishedProgram program, Func<double, string, double> then)
    {
        var workspace = PublishedProgram.Folder();
        Copy(Source(), Path.Combine(workspace, "workflows", "iris"));
        var time = then(program.Time(workspace, "run", "iris"), workspace);
        Directory.Delete(workspace, recursive: true);
        return time;
    }

    private static void ScikitLearn(int rounds)
    {
        const string Script = """
            import sys, pandas as pd
            from sklearn.feature_selection import SelectKBest, f_classif
            from sklearn.linear_model import LogisticRegression
            from sklearn.model_selection import cross_val_score
            from sklearn.pipeline import make_pipeline
            d = pd.read_csv(sys.argv[1]); d = d[d.sepal_length <= 7.0]; y = d.pop('species')
            p = make_pipeline(SelectKBest(f_classif, k=2), LogisticRegression(max_iter=1000))
            print(p.fit(d, y).score(d, y), cross_val_score(p, d, y, cv=5).mean())
            """;
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            try
            {
                using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Script, Path.Combine(Source(), "data", "iris.csv")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
                python.StandardOutput.ReadToEnd();
                python.WaitForExit();
                if (python.ExitCode != 0)
                {
                    break;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                break;
            }

            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(times.Count == 0 ? "a scikit-learn script of the same pipeline: not measured, as this Python has no scikit-learn" : $"{"a scikit-learn script of the same pipeline, tracking nothing",-66} {PublishedProgram.Median(times),9:0.0} ms");
    }

    private static string Source()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IrisFlow.sln")))
            {
                return Path.Combine(folder.FullName, "workflows", "iris");
            }
        }

        throw new InvalidOperationException("The benchmarks run from within the repository.");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
