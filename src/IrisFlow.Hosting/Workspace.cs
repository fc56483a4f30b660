using System.Reflection;
using IrisFlow.Compilation;
using IrisFlow.Engine;
using IrisFlow.Engine.Isolation;
using IrisFlow.Engine.Lineage;
using IrisFlow.Parquet;
using IrisFlow.Sqlite;

namespace IrisFlow.Hosting;

/// <summary>A folder with <c>workflows/</c> and <c>artifacts/</c>, and everything that works on it. Parts are made when they are first used.</summary>
public sealed class Workspace : IWorkflows, IDisposable
{
    private readonly Workspace? _origin;
    private readonly FileMemo _files = new();
    private readonly Lazy<Catalog> _catalog;
    private readonly Lazy<IRunStore> _store;
    private readonly Lazy<WorkflowEngine> _engine;
    private readonly Lazy<Assembly?> _application;
    private readonly Lazy<IReadOnlyList<Workflow>> _inCode;
    private readonly Lazy<(IDisposable End, Func<IRunObserver> Watch)?> _telemetry;

    /// <param name="root">The folder that holds <c>workflows/</c>.</param>
    /// <exception cref="IrisFlowException">Its settings are wrong.</exception>
    public Workspace(string root)
        : this(root, null, code => code.Load())
    {
    }

    private Workspace(string root, Workspace? origin, Func<ApplicationCode, Assembly?> load)
    {
        _origin = origin;
        Root = Path.GetFullPath(root);
        Workflows = new WorkflowFolder(Path.Combine(Root, "workflows"));
        Settings = WorkspaceSettings.Of(Workflows.Folder);
        Formats = new TableFormats([new ParquetFormat(new() { Compression = Settings.CheckpointCompression }), new IrisFlow.Activities.CsvFormat()]);
        _application = new(() => load(new(Workflows.Folder, ApplicationCode.DefaultCache(), [typeof(Workflow).Assembly, .. BuiltIn])));
        _inCode = new(() => CodeWorkflows.Of(_application.Value));
        _catalog = new(() => new Catalog([.. BuiltIn, .. _application.Value is { } own ? new[] { own } : []]));
        _store = new(() => _origin?.Store ?? OpenStore());
        _telemetry = new(() => _origin is not null ? _origin._telemetry.Value : HasCollector() ? Watching.Begin() : null);
        _engine = new(() => new WorkflowEngine(
            Artifacts, Store, Formats.Named("parquet"), host: StepHost, watching: _telemetry.Value?.Watch, codeCache: ApplicationCode.DefaultCache("fingerprints")));
    }

    /// <summary>The same workspace with its C# files as they are now. It shares the store of this one, which owns it and must outlive it.</summary>
    /// <exception cref="IrisFlowException">Its settings are wrong.</exception>
    public Workspace WithCodeOfNow() => new(Root, _origin ?? this, code => code.LoadAnew()) { StepHost = StepHost };

    /// <summary>The same workspace as if it had no C# files, for when they don't compile. It shares the store of this one, which owns it and must outlive it.</summary>
    /// <exception cref="IrisFlowException">Its settings are wrong.</exception>
    public Workspace WithoutCode() => new(Root, _origin ?? this, _ => null) { StepHost = StepHost };

    /// <summary>The folder that holds <c>workflows/</c> and <c>artifacts/</c>.</summary>
    public string Root { get; }

    /// <summary>Gives isolated steps a process of their own; null where the program can't. Set before the engine is first used.</summary>
    public IStepHost? StepHost { get; set; }

    /// <summary>What runs leave behind.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The workflows.</summary>
    public WorkflowFolder Workflows { get; }

    /// <summary>What it chose for itself.</summary>
    public WorkspaceSettings Settings { get; }

    /// <summary>The table formats.</summary>
    public TableFormats Formats { get; }

    /// <summary>The activities and kinds, those of the workspace's own code among them.</summary>
    /// <exception cref="IrisFlowException">The workspace's own code does not compile.</exception>
    public Catalog Catalog => _catalog.Value;

    /// <summary>Everything that is tracked.</summary>
    /// <exception cref="IrisFlowException">The database can't be opened.</exception>
    public IRunStore Store => _store.Value;

    /// <summary>True when something was tracked here already.</summary>
    public bool HasRuns => File.Exists(Path.Combine(Artifacts, "irisflow.db"));

    /// <summary>The engine.</summary>
    public WorkflowEngine Engine => _engine.Value;

    private static Assembly[] BuiltIn => [typeof(IrisFlow.Activities.CsvFormat).Assembly, typeof(IrisFlow.Learning.LogisticRegression).Assembly];

    /// <summary>Begins to load the application code and what hashing needs, beside whatever comes next.</summary>
    public void WarmUp() => Task.Run(() =>
    {
        try
        {
            _ = Catalog.Find("");
        }
        catch (IrisFlowException)
        {
            // Whoever needs the catalog is told.
        }
    });

    /// <summary>The nearest folder upwards that holds <c>workflows/</c>.</summary>
    /// <exception cref="IrisFlowException">There is none, or its settings are wrong.</exception>
    public static Workspace Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "workflows")))
            {
                return new(folder.FullName);
            }
        }

        throw new IrisFlowException(
            new Finding("IF801", $"Neither {start} nor a folder above it holds a folder workflows/.")
            {
                Expected = "Go to a workspace, name one with --workspace, or begin one here.",
                Next = "irisflow new workflow NAME --workspace .",
            },
            ExitCode.NotFound);
    }

    /// <summary>What surrounds the steps of a workflow.</summary>
    public StepEnvironment EnvironmentOf(Workflow workflow) =>
        EnvironmentIn(workflow.File is { } file ? Path.GetDirectoryName(Path.GetFullPath(file))! : Path.Combine(Workflows.Folder, workflow.Name));

    /// <summary>The same for a workflow whose file stands, or would stand, in a folder.</summary>
    public StepEnvironment EnvironmentIn(string folder) => new(folder, Catalog, Formats) { Workflows = this, Files = _files };

    /// <summary>The workflow of a name or a path: from its file, or, where there is none, from C#.</summary>
    /// <exception cref="IrisFlowException">There is no such workflow, or its file is wrong.</exception>
    public Workflow Load(string nameOrPath) =>
        Workflows.Locate(nameOrPath) is { } path ? WorkflowReader.ReadFile(path)
        : InCode(nameOrPath) ?? throw Workflows.Unknown(nameOrPath, NamesInCode);

    /// <summary>The workflow of a name, and never of a path or behind a link: for who is not at this machine's command line.</summary>
    /// <exception cref="IrisFlowException">There is no such workflow, or its file is wrong.</exception>
    public Workflow Named(string name) => !WorkflowName.IsValid(name) ? throw Workflows.Unknown(name, NamesInCode)
        : new WorkflowFiles(Workflows).Find(name) is { } files ? WorkflowReader.Read(files.Text, Workflows.PathOf(name))
        : InCode(name) ?? throw Workflows.Unknown(name, NamesInCode);

    /// <summary>The run whose id begins so, or the newest for <c>latest</c>.</summary>
    /// <exception cref="IrisFlowException">There is no such run, or several ids begin so.</exception>
    public RunRecord Run(string id) => Store.FindRun(id)
        ?? throw new IrisFlowException(new Finding("IF403", id == "latest" ? "There are no runs yet." : $"There is no run '{id}'.") { Next = id == "latest" ? "irisflow run WORKFLOW" : "irisflow runs" }, ExitCode.NotFound);

    /// <summary>What an output of a run was made of, and what was made of it; of one column where it is named.</summary>
    /// <exception cref="IrisFlowException">The output has no such column, or the workspace's own code does not compile.</exception>
    public LineageGraph Lineage(RunRecord run, string step, string port, string? column) =>
        LineageWalk.Of(Store, run, step, port, column is null ? null : new(column, EnvironmentIn(Workflows.Folder)));

    /// <summary>The same workflow as C# defines it, or null.</summary>
    /// <exception cref="IrisFlowException">The workspace's own code can't make its workflows.</exception>
    public Workflow? InCode(string name) => _inCode.Value.FirstOrDefault(w => w.Name == name);

    /// <summary>The workflows that C# defines, sorted.</summary>
    /// <exception cref="IrisFlowException">The workspace's own code can't make them.</exception>
    public IReadOnlyList<string> NamesInCode => [.. _inCode.Value.Select(w => w.Name).Order(StringComparer.Ordinal)];

    /// <summary>What is wrong when C# defines a workflow otherwise than its file; null when the two agree, or C# says nothing of it.</summary>
    /// <param name="workflow">The workflow of the file.</param>
    /// <param name="text">Its canonical text.</param>
    public Finding? Differs(Workflow workflow, ReadOnlySpan<byte> text) =>
        InCode(workflow.Name) is not { } inCode || WorkflowWriter.WriteBytes(inCode, Catalog).AsSpan().SequenceEqual(text) ? null
        : new("IF116", $"C# defines workflow '{workflow.Name}' otherwise than its file.")
        {
            File = workflow.File,
            Expected = "The two say the same: change one of them.",
            Next = $"irisflow check {workflow.Name} --write",
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_origin is not null)
        {
            return;
        }

        if (_telemetry.IsValueCreated)
        {
            _telemetry.Value?.End.Dispose();
        }

        if (_store.IsValueCreated)
        {
            _store.Value.Dispose();
        }
    }

    // Asked before anything of telemetry is loaded: who has no collector pays nothing.
    private static bool HasCollector() =>
        new[] { "", "TRACES_", "METRICS_" }.Any(signal => Environment.GetEnvironmentVariable($"OTEL_EXPORTER_OTLP_{signal}ENDPOINT") is { Length: > 0 });

    private SqliteRunStore OpenStore()
    {
        var database = Path.Combine(Artifacts, "irisflow.db");
        try
        {
            MakeArtifacts(database);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(
                new Finding("IF604", $"The folder of artifacts can't be made: {problem.Message}")
                {
                    File = Artifacts,
                    Expected = "Give this user the right to write there, or name another workspace with --workspace.",
                },
                inner: problem);
        }

        return SqliteRunStore.Open(database);
    }

    /// <summary>
    /// Makes the folder for its owner alone, also one that a clone has brought along, as long as no run has left anything there: whoever wants to share it opens it then.
    /// </summary>
    private void MakeArtifacts(string database)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Artifacts);
        }
        else if (!Directory.Exists(Artifacts))
        {
            Directory.CreateDirectory(Artifacts, Owner);
        }
        else if (!File.Exists(database) && (File.GetUnixFileMode(Artifacts) & ~Owner) != 0)
        {
            try
            {
                File.SetUnixFileMode(Artifacts, Owner);
            }
            catch (UnauthorizedAccessException)
            {
                // It is another user's, who has opened it to this one.
            }
        }
    }
}
