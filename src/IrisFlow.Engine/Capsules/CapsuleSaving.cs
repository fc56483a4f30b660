using System.Security.Cryptography;
using System.Text;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Capsules;

/// <summary>Puts a run into a capsule.</summary>
/// <param name="store">Where the run is tracked.</param>
/// <param name="checkpoints">Where its checkpoints are.</param>
public sealed class CapsuleSaving(IRunStore store, CheckpointStore checkpoints)
{
    private readonly Dictionary<string, Func<Stream>> _bytes = [];
    private readonly List<Finding> _left = [];

    /// <summary>What was left out, and why, as warnings.</summary>
    public IReadOnlyList<Finding> LeftOut => _left;

    /// <summary>Writes the capsule of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="chosen">Whose checkpoints go along: <c>all</c>, <c>outputs</c> for those that no step reads, or names of steps.</param>
    /// <param name="folder">The workflow's folder, whose files go along as far as the run needs them.</param>
    /// <param name="path">The capsule's file; one that is there is replaced.</param>
    /// <exception cref="IrisFlowException">The run is at work; a step or its checkpoint is not there; a checkpoint is damaged; the file can't be written.</exception>
    public Capsule Save(RunRecord run, IReadOnlyList<string> chosen, string folder, string path)
    {
        if (RunOwner.StateOf(run) == RunState.Running)
        {
            throw new IrisFlowException(new Finding("IF524", $"Run {run.Id} is at work.") { Expected = "A capsule holds a run that has ended.", Next = $"irisflow show {run.Id}" }, ExitCode.Locked);
        }

        var steps = store.Steps(run.Id);
        var capsule = new Capsule(CapsuleRecord.Of(run), steps)
        {
            Cached = [.. steps.Where(IsCached).Select(s => s.Name).Order(StringComparer.Ordinal)],
            Codes = [.. steps.Select(s => s.Code).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(store.FindCode).OfType<CodeRecord>()],
            Objects = Objects(run, steps, chosen),
            Files = Files(run, steps, folder),
        };
        Write(capsule, path);
        return capsule;
    }

    private bool IsCached(StepRecord step) =>
        step.Key is not null && store.FindCached(step.Key) is { } cached && cached.Outputs.Select(o => o.Digest).SequenceEqual(step.Outputs.Select(o => o.Digest));

    private List<StoredObject> Objects(RunRecord run, IReadOnlyList<StepRecord> steps, IReadOnlyList<string> chosen)
    {
        var objects = new SortedDictionary<string, StoredObject>(StringComparer.Ordinal);
        foreach (var step in Chosen(run, steps, chosen))
        {
            foreach (var output in step.Outputs)
            {
                if (store.FindObject(output.Digest) is { } stored && checkpoints.Check(stored) is not ObjectState.Missing)
                {
                    objects[output.Digest.Hex] = stored;
                    _bytes[stored.FileHash] = () => OpenWhole(stored);
                }
                else
                {
                    Leave(chosen is ["all" or "outputs"], new("IF525", $"The checkpoint {step.Name}.{output.Port} of run {run.Id} is not there.")
                    {
                        Step = step.Name,
                        Expected = "The capsule holds only checkpoints that are there.",
                        Next = $"irisflow run {run.Workflow} --to {step.Name}",
                    });
                }
            }
        }

        return [.. objects.Values];
    }

    private static IEnumerable<StepRecord> Chosen(RunRecord run, IReadOnlyList<StepRecord> steps, IReadOnlyList<string> chosen)
    {
        if (chosen is ["all"])
        {
            return steps;
        }

        if (chosen is ["outputs"])
        {
            var read = steps.SelectMany(s => s.Inputs).Select(i => Address.Split(i.Source).Step).ToHashSet();
            return steps.Where(s => !read.Contains(s.Name));
        }

        return chosen.Select(name => steps.FirstOrDefault(s => s.Name == name) ?? throw new IrisFlowException(
            new Finding("IF402", $"Run {run.Id} has no step '{name}'.") { Expected = NearMiss.OneOf(name, steps.Select(s => s.Name), "Its steps are") }, ExitCode.NotFound));
    }

    /// <summary>The workflow as it was run, the files that it read, and what stands beside it: its code and its layout.</summary>
    private List<CapsuleFile> Files(RunRecord run, IReadOnlyList<StepRecord> steps, string folder)
    {
        var files = new SortedDictionary<string, CapsuleFile>(StringComparer.Ordinal);
        Put(files, $"{run.Workflow}.flow.json", Encoding.UTF8.GetBytes(run.Definition));
        foreach (var input in steps.SelectMany(s => s.Inputs).Where(i => i.Source.StartsWith("file:", StringComparison.Ordinal)))
        {
            AddSource(files, folder, input);
        }

        if (Directory.Exists(folder))
        {
            var beside = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder, "*.layout.json"));
            foreach (var file in beside.Where(f => !files.ContainsKey(PathIn(folder, f)) && IsSource(PathIn(folder, f))))
            {
                Put(files, PathIn(folder, file), File.ReadAllBytes(file));
            }
        }

        return [.. files.Values];
    }

    private static bool IsSource(string path) => CapsuleFile.IsPath(path) && !path.Split('/').Any(part => part is "bin" or "obj");

    private void AddSource(SortedDictionary<string, CapsuleFile> files, string folder, InputRecord input)
    {
        var full = Path.GetFullPath(Path.Combine(folder, input.Source["file:".Length..]));
        var path = PathIn(folder, full);
        var problem = !CapsuleFile.IsPath(path) ? "it is not in the workflow's folder"
            : !File.Exists(full) ? "it is not there"
            : HashOf(full) != input.Digest.Hex ? "it has changed since the run"
            : null;
        if (problem is not null)
        {
            Leave(true, new("IF526", $"The file '{input.Source["file:".Length..]}' is left out: {problem}.") { Expected = "Steps that read it can be entered after, not run again, where the capsule is opened." });
            return;
        }

        files[path] = new(path, new FileInfo(full).Length, input.Digest.Hex);
        _bytes[input.Digest.Hex] = () => File.OpenRead(full);
    }

    private void Put(SortedDictionary<string, CapsuleFile> files, string path, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        files[path] = new(path, bytes.Length, hash);
        _bytes[hash] = () => new MemoryStream(bytes);
    }

    private void Write(Capsule capsule, string path)
    {
        var temporary = path + ".part";
        try
        {
            using (var file = File.Create(temporary))
            {
                CapsuleArchive.Write(file, capsule, hash => _bytes[hash]());
                DurableFiles.Sync(file.SafeFileHandle, temporary);
            }

            // What was read while it was written may have changed under our hands.
            using (var written = CapsuleArchive.Open(temporary))
            {
                written.Verify();
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(new Finding("IF304", $"The file can't be written: {problem.Message}") { File = path }, ExitCode.Usage, problem);
        }
    }

    private FileStream OpenWhole(StoredObject stored) => HashOf(checkpoints.PathOf(stored)) == stored.FileHash
        ? File.OpenRead(checkpoints.PathOf(stored))
        : throw new IrisFlowException(
            new Finding("IF503", $"The checkpoint {stored.Digest.Short} can't be read. Its file was changed or damaged.")
            {
                File = checkpoints.PathOf(stored),
                Expected = "Run the step that makes it again: a damaged checkpoint counts as none.",
            },
            ExitCode.Corrupt);

    private static string PathIn(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private void Leave(bool isAllowed, Finding finding)
    {
        if (!isAllowed)
        {
            throw new IrisFlowException(finding, ExitCode.NotFound);
        }

        if (_left.TrueForAll(l => l.Message != finding.Message))
        {
            _left.Add(finding with { Severity = Severity.Warning });
        }
    }
}
