namespace IrisFlow.Engine.Resume;

/// <summary>What to do in a resumed run with a committed step whose code, or a file it read, is not what it was.</summary>
public enum ChangedCode
{
    /// <summary>Stop, and say which steps these are.</summary>
    Refuse,

    /// <summary>Keep what was committed.</summary>
    Keep,

    /// <summary>Run these steps again, and what follows from them where their results differ.</summary>
    Rerun,
}
