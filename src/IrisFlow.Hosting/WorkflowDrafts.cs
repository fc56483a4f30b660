using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Hosting;

/// <summary>What is being edited and not saved yet, one file a workflow under <c>artifacts/drafts/</c>: no run and no schedule reads it, and git does not see it.</summary>
/// <param name="artifacts">The folder of artifacts.</param>
public sealed class WorkflowDrafts(string artifacts)
{
    /// <summary>The text of a draft; null when there is none.</summary>
    /// <exception cref="IrisFlowException">The name can't be one, or the file can't be read.</exception>
    public byte[]? Find(string name)
    {
        try
        {
            return File.ReadAllBytes(PathOf(name));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(new Finding("IF303", $"The draft can't be read: {problem.Message}") { File = PathOf(name) }, inner: problem);
        }
    }

    /// <summary>The answer to who asks for a draft that is not there.</summary>
    public static IrisFlowException Missing(string name) => new(new Finding("IF874", $"Workflow '{name}' has no draft."), ExitCode.NotFound);

    /// <summary>True when a workflow has a draft.</summary>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Writes a draft.</summary>
    /// <exception cref="IrisFlowException">The name can't be one, or the file can't be written.</exception>
    public void Save(string name, byte[] text) => Change(name, path => SavedFile.Write(path, text));

    /// <summary>Deletes a draft; one that is gone already is no error.</summary>
    /// <exception cref="IrisFlowException">The name can't be one, or the file can't be deleted.</exception>
    public void Delete(string name) => Change(name, SavedFile.Delete);

    private string Folder => Path.Combine(artifacts, "drafts");

    private string PathOf(string name)
    {
        WorkflowName.Require(name);
        return Path.Combine(Folder, name + ".json");
    }

    private void Change(string name, Action<string> change)
    {
        try
        {
            change(PathOf(name));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(new Finding("IF304", $"The draft can't be written: {problem.Message}") { File = PathOf(name) }, inner: problem);
        }
    }
}
