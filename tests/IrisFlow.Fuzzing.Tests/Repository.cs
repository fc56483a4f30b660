namespace IrisFlow.Fuzzing;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IrisFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The program runs outside the repository.");
        }

        return folder.FullName;
    }
}
