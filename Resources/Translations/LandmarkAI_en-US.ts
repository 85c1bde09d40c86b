<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en-US" sourcelanguage="en-US">
<context>
    <name>Align</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>A similarity transform in place of a rigid one. Sizes measured in the world are then the target's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Align them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Align with other points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Also scale, by one factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Choose points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Move points (&amp;J):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Nothing else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Onto these (&amp;L):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Points of the same names that stay where they are: of an electroanatomic map, or of another scan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>The points that are moved; those of a detection take its volume and its other results along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Together with:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>What else moves with the points, such as the surface of a map.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Folder</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Cancel folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Detect in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Folder for points, segments, tables and the quality page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Folder of studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Folder with images or DICOM series, at any depth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Of stacks; they take about a second and a megabyte a study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Open quality page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Pictures for the quality page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Results:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Studies:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Function</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source> cm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source> kg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>End diastole and end systole side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>End diastole:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>End systole:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Frame from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Frame from 0; of two volumes the chosen one is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Height:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Measure function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Of the patient, for normal ranges.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Of the patient, for values by body surface area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Of the patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Other phase:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Sex:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>The frames of the sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Two views that scroll together, each with its own contours; press again for the views of before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Volume of the cavities over the frames.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Weight:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Where the chosen volume shows no sequence: the volume of the other phase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>found by volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>not given</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandmarkAI</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Case:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Device:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Model:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Refine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Write to:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>AHA segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Ca&amp;ncel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Chec&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Choose a volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Choose a volume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Cop&amp;y report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Detect landmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAI.py"/>
        <source>Detecting in the simulated study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>E&amp;xport case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Export to a training dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAI.py"/>
        <source>Finds anatomical landmarks in cardiac images, segments the ventricles and divides the myocardium into AHA segments. Research use only: not a medical device, not for diagnosis or treatment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Folder of the dataset; the case becomes a folder in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Frame&amp;s:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install a model from a .zip file; its checksums are verified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install model from .&amp;zip file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install re&amp;quired packages…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install what is missing, after asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Mark m&amp;issing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Model card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Most doubtful first. Arrow keys go from point to point; the views follow.
A: accept   M: mark missing   P: place   Z: restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Name of the case's folder. Do not use the patient's name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>None yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Nothing is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Of a sequence, such as a cine: which frames to look at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Open the set-up page at the end of this panel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Place rou&amp;gh points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Press Check to see whether all is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Put the report on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Refine from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Res&amp;tore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Res&amp;ults:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Run self-test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Set up &amp;before use…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Set-up and report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Show in &amp;3D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>The image to look at: a short-axis stack, or a volume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>The points to look through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAI.py"/>
        <source>The weights of the models have terms of their own, which the module shows before use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Try PyTorch, the device and the models in the detection process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Try everything on sample data, and write a text file to send with a question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>V&amp;olume:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Where to compute. Automatic takes the GPU if there is one that works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Which model looks at the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>name without the patient's identity</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandmarkAITraining</name>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Dataset:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Install in LandmarkAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Preset:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Steps:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Threads:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Volume:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Worst cases first; click one to see it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>A click shows the image with the reference points in yellow and the model's in blue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITraining.py"/>
        <source>A model is under the terms of the data that it was trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Add case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Add current case to dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Annotate with a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>C&amp;ase:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>CPU threads. Fewer leave more of the machine to others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITraining.py"/>
        <source>Checking a small dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Choose a volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Choose points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Cont&amp;rast:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Divide &amp;by subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Folder of this training: checkpoints, curves, the model and its evaluation. Choose it again to find a training again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Folder whose subfolders are cases: image.nrrd, landmarks.mrk.json and segmentation.seg.nrrd.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Install in LandmarkAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Install what is missing, after asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Install…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Its segmentation, where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Make preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Na&amp;me:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Name of the case's folder. Do not use the patient's name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Next case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Open report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Optimiser steps, one number a stage, such as 1500 2500. Empty: as the preset says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>P&amp;oints:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Pre-annotate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Retrain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Ru&amp;n folder:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>S&amp;ubject:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Se&amp;gmentation:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Show curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Such as cine or lge; errors are reported by contrast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>The cases, how far each is, and the error of its worst point that the model expects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>The image that the points were placed on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>The landmarks: results of LandmarkAI, or points that were placed by hand. The label of a point is the name of its landmark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITraining.py"/>
        <source>Trains and measures landmark models on studies that were annotated in Slicer, and installs them in LandmarkAI. Research use only: not a medical device, not for diagnosis or treatment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What LandmarkAI will call the model: letters, digits, . _ and -</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What is trained: the name of a preset, or the path of a preset's .json file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What is wrong, and how to mend it. The whole text is in the tooltips.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What the plot view shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Whom it is of, as a pseudonym: cases of one subject are never trained on and tested on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>as the preset says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>name without the patient's identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>such as cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>the case itself</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>17 segments, with the apical cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>A list with the Anterior RV insertion; Inferior RV insertion and LV center if known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>A map in the same place to measure in; for ECV the T1 map after contrast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>AHA of any mask, scar, ECV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>AHA segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Choose a segmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Choose an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Choose points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Contours:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Deviations:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>ECV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>For ECV: points of the other volume. Those of its detection if none are chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Haematocrit:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>How the threshold is found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Image:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>In all volumes of the same place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Its points:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Left out at the edges:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Levels:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Measure in every volume of the scene that overlaps the image, not in the other volume alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>None: the image itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Of a CT: name of a point on the septum or in the right ventricle; if empty the point named Septum, or else the segment Right ventricle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Of its detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Of the patient, on the day of the scan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Other volume:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Points:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Scar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Scar by:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Septum:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Share of the wall at endo- and epicardium that is not measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Short-axis image that the contours belong to; for ECV the T1 map before contrast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Slices of each level, from 0 as they are stored; thirds of the myocardium if empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Standard deviations above remote myocardium.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>T1 before and after contrast in squares: edges go on across them where both are aligned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Your own or detected: segments Left ventricle and Myocardium.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>basal=0-3,mid=4-6,apical=7-9</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Measures.ui"/>
        <source>As points and segments are now. A table of the scene holds the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Measures.ui"/>
        <source>Chamber views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Measures.ui"/>
        <source>Left ventricle</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Folder:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Report and DICOM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Save contours and points as DICOM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Save report of the function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Where reports and DICOM files are written. They hold the patient's identity as the images do.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Slices</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>All slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>One large view in the slices, two through the long axis and the RV insertions, and 3D. Press again for the layout that you had.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Own window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Save picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Short axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Show the slices in a window beside Slicer, as large as you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Write all slices, the AHA segments and the legend as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>logic.console</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/console.py"/>
        <source>The run was cancelled. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>logic.detection_run</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>The scene was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>Unexpected error on {name} ({reason}): run it again, and if it fails again report it with what the Python console says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>frame {number} of {total}: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>{name} has frames 0 to {last}: there is no frame {frame}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>{name} was removed from the scene.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>logic.measuring</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/measuring.py"/>
        <source>Give height and weight, or none of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/measuring.py"/>
        <source>{name} shows no volume: choose one that does.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>logic.packages</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>An installation is under way: wait for its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Installing {names} failed ({reason}): {remedy}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Installing {names}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>LandmarkAI needs packages that will be downloaded: {names}. Install them now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Missing, though Slicer brings it: {names}. Install Slicer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Not installed: {names}. Press the button again to be asked again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Nothing was installed, as you declined. Press the button again to be asked again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PyTorch is installed by half. Remove it and download it again now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PyTorch is installed by the extension PyTorch: install that from the Extensions Manager, restart Slicer, and come back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PyTorch was installed but does not load ({error}): restart Slicer, and if it still does not, install it again with the extension PyTorch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PythonSlicer, Slicer's own Python, was not found beside Slicer, so that nothing can be installed: install Slicer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Slicer's folder cannot be written: install Slicer in a folder of your own, or have it started once by an administrator for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>free some space on the disk, and press the button again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>see that this computer is online, and press the button again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>what pip said is below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>{name}, installed by half</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>logic.run_folder</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/run_folder.py"/>
        <source>{path} cannot be written ({reason}): free some space on that disk, or choose another temporary directory in Slicer's application settings, page Modules.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.accept_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Accept slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Accept the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>All points of this slice were reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>All points that nobody has dealt with are right, or rightly missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>All points were reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Choose a point in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Keep reviewed points when detecting again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Most doubtful first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Review: {reviewed} of {count} points reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Slice by slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>The order of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>The points of this slice that nobody has dealt with are right, or rightly missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>There are no points yet: detect landmarks first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.add_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Choose the folder of the dataset above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Choose the points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Name the case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Write image, points and segmentation as they are now into the dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Written: {case}. Divide and check the dataset before training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>{name} and {volume} are under different transforms: use one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>{name} has no points: place them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>{name} was removed from the scene: the case would have no segmentation.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.aha_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Apical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Area mm²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Automatic levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Basal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Beyond</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Choose a point in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Divide the heart from base to apex in thirds again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Its anterior RV insertion was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Level of slice {number}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Mean of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Mid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>No level was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Put the slice into another level; Beyond leaves it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>SD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Segments in the slice views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Show the AHA segments and their numbers in the slice views.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>There are no AHA segments.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.align_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source> and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Aligned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Landmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Let everything lie where it was before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Move the points onto those of the same names, with all that belongs to them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Not used: {names}{rest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Residual mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Scale {scale:.3f}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Something has changed since: press Align again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>These points were not aligned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>{count} points are in both lists.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.annotate_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Every case has been reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Expected error, mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Let the model place points in the cases that nobody has reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Show a case first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Show the case in which the model expects the largest error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>The model is looking at the cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>The model is looking: {case}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>The training is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>There is no model yet: train one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Train on from the last weights, in a new run folder, while you go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Write the points as they are now; the case will be trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>pre-annotated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>unlabelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{case} is reviewed and will be trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{case}: mend the points, add those that are missing, then press Reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{count} rounds. The last model was trained on {trained} cases: median {median} on {held}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{n} held-out cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{n} validation cases</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.case_views</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>Reference in yellow, the model's points in blue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>Reference in yellow; the model is looking at the image…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>{case} reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>{dataset} holds no case {case} any more: evaluate again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.chamber_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Detect first, or open a detection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Red and green: along the long axis, yellow: across it. Place a point named Aortic annulus center to see two, three and four chambers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Red: four chambers, green: two, yellow: three.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Turn the slice views along the long axis, and write the planes as transforms.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.contour_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Choose a point in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Copy to slice {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Copy to slice…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Edit contours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Open the Segment Editor on these segments; AHA segments and numbers follow what you draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Put the contours of slice {number} into slice {target}, in place of those there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>There are no segments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>There is no such slice.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.core_sentences</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>Model '{name}' is there in version {there}, and this is {version}: to replace it, force the installation ('landmarkai models install --force FILE').</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>Model '{name}' ships with LandmarkAI and cannot be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The detection process could not be started ({reason}): check the installation on LandmarkAI's set-up page; the log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The detection process gave a wrong answer and was ended ({error}): run it again, and if it fails again report it with the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The points of the {side} are all at one place: correct their positions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The two sets of points have no shape in common: check their names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>There is no device '{request}': choose one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>There is no model '{model}': choose one of {names}, or name a model's folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>This machine, or its build of torch, has no {device} device: choose 'auto' or 'cpu', or install a build of torch for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>a file stands where a folder is needed, so choose another output folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>a point lies over {neighbours} mm from the line of its neighbours in the stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>a point lies over {stages} mm from where the first look put it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>cavity and wall are told apart less well than in what the model was validated on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>check the disk or choose another output folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>choose a place that is not read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>choose an output folder on a disk that is not read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>close it in other programs, get write permission or choose another output folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>create its folder or choose another output folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>exit status {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>free some space on that disk or choose another output folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>free some space there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>get write permission or choose another output folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>give the image it belongs to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>loading the model {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>looking at the image, {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>memory may have run out, so close other programs, then run it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>of a point it is said that it may lie over {radius} mm off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>over {share} of the points were not found (of a heart: between base and apex)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>points on fewer than {few} slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>reading the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>reading the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>reason unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>run it again, and if it fails again choose the device 'cpu'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>run it again, and if it fails again choose the device 'cpu' or install PyTorch again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>starting PyTorch, which takes a moment the first time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>the heart comes within {edge} mm of the image's side, where it may be cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>the left ventricle would be under {least} or over {most} cm across</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>trying the device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>trying the model {name} on {device}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>writing the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{device} failed ({reason}); the CPU was used instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{device} has too little free memory; the CPU was used instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{device} was not used ({reason}); the CPU was used instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} ({reason}) needs the model '{model}', which is not here: install it from a file on the set-up page, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} has modality {modality} and is {what}: choose a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} has modality {modality}; {model} looks at {known}: choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} has values from {low} to {high}, which are not the Hounsfield units of a chest with lung or air in view: export the CT as its scanner stored it, without rescaling, or give its DICOM files, which say that it is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} is neither a short-axis stack nor a CT in HU: choose a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} looks like a label map ({count} whole values from {low} to {high}), not an image: {remedy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: '{name}' lies on the long axis and tells no direction: place it on the septum or in the right ventricle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: AHA segments need a segment named '{name}'; add it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: AHA segments need a slice with LV cavity and myocardium.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: AHA segments need an anterior RV insertion; place one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: slices by level are of a stack, but this is a volume with a long axis: leave the levels out, thirds of the axis are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the direction of the septum is missing: place a point named '{name}' on the septum or in the right ventricle, or add a segment named '{segment}'.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the direction of the septum needs one point named '{name}', on the septum or in the right ventricle; there are {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the points lie beside the heart that is segmented: give the points and the segmentation of one study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the segment '{name}' does not touch the myocardium: correct it, or place a point named '{point}'.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{name} cannot be loaded ({reason}): install it again, in Slicer on LandmarkAI's set-up page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} cannot be read: get permission to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} cannot be written ({reason}): {remedy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} could run code when opened: use a model that is safetensors only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} did not arrive whole ({error}): free some space on that disk, then run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} does not exist: name a model's zip file or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} does not fit this LandmarkAI ({error}): update it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} does not hold the files of one model: install models one by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is damaged or altered (checksum): get the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is damaged: get the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is damaged: run the detection again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is in model format {format}, newer than the {known} known here: update LandmarkAI.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is missing: get the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is not a model folder: it has no {description}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is not a whole zip file: get the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} was altered after the model was made (checksum): get the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{threads} threads cannot compute: ask for 1 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} met a file problem ({error}): mend it and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} needs more memory than there is: close other programs or crop the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} was given up, as the detection process said nothing for {seconds} s; it was last at '{words}': see that its disk or file server answers, then run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} was not finished, as the detection process ended unexpectedly ({reason}): {remedy}; the log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} was not processed, by a fault of LandmarkAI ({words}, in {place}): please report this line.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.curves_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Error on validation cases (mm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Show how the error falls, in the plot view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Stage {n}: loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Stage {n}: median error (mm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>There are no curves yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.dataset_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Checking: {case}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>List what is wrong with the dataset, and how to mend it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Looking at the cases, and measuring this computer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Make a preset for what the dataset holds, for half an hour of training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Remedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>The check ended unexpectedly: check again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>The dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>The preset could not be made: check the dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Write into cases.csv which subjects to train, validate and test on: 80, 10 and 10 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>cases.csv: {train} cases to train, {val} to validate, {test} to test on. Check again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>{path} is chosen as the preset. Its notes say why it is as it is:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.evaluate_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Evaluate first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Evaluating: {case}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>False</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Landmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measure the model on the dataset's test cases; without any, on the validation cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measured on all cases. On those that it was not trained on, its error is larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measured on the test cases, which had no part in the training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measured on the validation cases, as there are no test cases. The model was calibrated on them: on others its error is larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Median [IQR] mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>No evaluation is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Open the whole report in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Stop the evaluation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>The evaluation ended unexpectedly: evaluate again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>The evaluation is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>The evaluation was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>There is no model yet: train one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Worst landmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>{name}: on {n} slices with a reference point. Errors are of the points that were found; missed and false points are counted beside them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>≤ 5 mm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.export_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Choose the folder of the dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Name the case, without the patient's identity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>There are no results to export: detect landmarks first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Write image, points and segmentation as they are now into the dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Written: {case}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.folder_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>A folder is being looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Choose another folder for the results: this one holds the studies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Choose the folder for the results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Choose the folder of the studies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Detect in every study of the folder. What is complete already is skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Nothing is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Review all studies in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Stop the run; studies that are done stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>The last: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>The run was cancelled; start it again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>There is no quality page in that folder yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>{done} studies done, {skipped} done before, {failed} failed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.frames_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>Detect in all frames first (Frames: All).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>ED | ES</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>End diastole and end systole side by side, by the volume of the cavity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>Frame {frame} of 0 to {last}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.function_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>By body surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Contours or points have changed since: measure again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>ED mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>ES mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>End diastole: frame {ed}, end systole: frame {es}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Find end diastole and end systole, and measure volumes, mass and wall thickness.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV ejection fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV end-diastolic volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV end-systolic volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV mass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV stroke volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV ejection fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV end-diastolic volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV end-systolic volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV stroke volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Thickening %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>not given</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.input_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Choose a short-axis stack, or a cardiac CT, and press &lt;b&gt;Detect landmarks&lt;/b&gt;: the points, all slices and the AHA segments are shown below. No image at hand? The module &lt;b&gt;Sample Data&lt;/b&gt; has a simulated study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Input: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Terms and errors</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.install_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>Installed: choose {name} as the model in the module LandmarkAI.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>Let LandmarkAI offer the model on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>Name the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>There is no model yet: train one first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.mask_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Choose the T1 map after contrast as the other volume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Choose the points of the other volume, or detect landmarks in it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Contours, points or images have changed since: measure again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Divide the chosen contours and measure image and map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>ECV from T1 before and after contrast, both in ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Half of the maximum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Measured in {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Myocardium above a threshold; not a diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>SD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>SD above remote myocardium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Scar {mass:.1f} g, {percent:.1f} % of the myocardium; threshold {threshold:.4g}: {rule}. A threshold, not a diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>T1 of blood: {before:.0f} ms native, {after:.0f} ms after contrast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>after alignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>before alignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>± by points</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.model_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Automatic, by the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Its errors have not been reported with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Landmarks: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Median error in {data} ({images}): {errors}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>No model fits {name} by itself: choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Segments: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Terms of the weights: {terms}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Terms of the weights: {terms}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>The model {name} is not here: install it from a file, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>There is no model: install one from a file, on the set-up page below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Trained on {data}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Trained on {data}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Which model is used is decided by the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>data that it does not name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>of {subjects} subjects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>{cases} cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>{name} {median:.2f} mm ({far:.1f} % over 10 mm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>{name}: not here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.mosaic_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>All slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>Written: {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.mosaic_view</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_view.py"/>
        <source>Seen from the apex, septum on the left, base first. Click a slice to see it in the views; drag a point to correct it. Keys, with the mouse over a slice: A accept, M missing, P place here, Z restore.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.packages_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/packages_part.py"/>
        <source>Install them, after asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/packages_part.py"/>
        <source>Packages are being installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/packages_part.py"/>
        <source>Packages are missing ({names}): press Install at the top of this panel.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.panel</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/panel.py"/>
        <source>{count} reviewed points were kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.paper</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Copy table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Put the whole table on the clipboard (Ctrl+C in it).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>There is no table yet: detect landmarks first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Write the whole table into a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Written: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>{count} rows copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.parameters</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>Apple GPU (MPS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>NVIDIA GPU (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>The one that is shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.pdf_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Report (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Report (PDF)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>There are no points yet: detect landmarks first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Write all slices, the AHA segments and all tables into one file, for print.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Written: {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.refine_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Click points into a slice view, roughly; press again to throw them away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Click the {label} in a slice view, or press Refine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Click the {label} in a slice view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Go on clicking points into a slice view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Let the model look again, from the rough points on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Place a rough point first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Press Place rough points again to click them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Press Refine, or Place rough points to click more of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Press Refine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>There is no model to refine with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Where the model went astray, show it roughly where to look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Where the model went astray, show it roughly where to look; one slice is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>{label} to place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>{name} rough points</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.report_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Choose a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Measure the function of the chosen volume first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>There are no results: detect landmarks first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Write a page with volumes, curve and walls, and the same as tables.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Write contours as DICOM Segmentation, points and measurements as structured report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Written: {files} in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>{path} is there already: choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.review_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Back to what the model said (Z).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Choose a point in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Click where it is, in a slice view (P).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It cannot be seen in this image (M).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It is missing already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It is not in this slice (M or Del).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It is right as it is (A).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Landmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Nothing was changed on this point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>There are no points yet: detect landmarks first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>marked missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>placed by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{name}, slice {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{text} Slice at {offset:.1f} mm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{where}: not found, probability {p:.2f}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{where}: ± {error:.1f} mm, probability {p:.2f}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>± mm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.run_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source> ({count} more waiting)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Find the landmarks of the chosen volume (Ctrl+Enter).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Nothing is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Show the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Stop the run; nothing is left of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>The run was cancelled. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>{name} is being looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>{name}: {found} of {total} points found. Check them before you use them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.self_test_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>Self-test: {step}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>The self-test is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>Try everything on sample data, ten steps of training included; takes a minute or two. Writes a text file to send with a question; it names neither you nor your folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>Written to {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.setup_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Checking: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install a model from a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install what is missing, after asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Installing… This takes some minutes, and cannot be cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Log:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Models (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Nothing is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Packages are being installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Packages are missing ({names}): install them on the set-up page below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Press Check first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Put the report on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The check is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The check was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The log is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The model {name} {version} was installed; its checksums are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The packages were installed. Press Check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Try PyTorch, the device and the models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>✓ All is there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.train_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>A training is running in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>About {hours} h left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>About {minutes} min left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Choose a folder for the training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Choose a preset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Go on from the last checkpoints, with the choices of before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>No training is running in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Stage {stage} of {stages}, step {step} of {steps}. Slicer may be closed meanwhile: the training goes on, and its folder is found again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Starting: reading the dataset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Steps are whole numbers, one a stage, such as 1500 2500.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Stop the training; it can be resumed from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The folder holds a training: resume it, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The folder holds no training to go on with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training ended unexpectedly: it was killed, or the machine went down. Nothing that was saved is lost: Resume goes on from the last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training has come to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training stopped: {reason} What was trained is kept: when that is mended, press Resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training was cancelled. Resume goes on from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Train in a process of its own, which goes on when Slicer is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Trained. Evaluate the model, then install it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.ventricle_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>LV volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Left ventricle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Long axis length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Measures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Show the segments as surfaces in the 3D view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>There are no segments to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>{name}: not known</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>panel.widgets</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Anterior RV insertion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Aortic annulus center</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical anterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical inferior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical lateral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical septal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal anterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal anterolateral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal anteroseptal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal inferior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal inferolateral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal inferoseptal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centre of the aortic annulus, the ring in which the cusps hinge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centre of the line along which the mitral leaflets hinge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centre of the tricuspid annulus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centroid of the left ventricular cavity in a slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Endocardial point farthest from the mitral annulus along the long axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Inferior RV insertion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>LV apex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>LV center</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Left ventricle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid anterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid anterolateral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid anteroseptal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid inferior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid inferolateral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid inferoseptal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mitral annulus center</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Myocardium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>RV apex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Right ventricle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Tip of the right ventricular cavity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Tricuspid annulus center</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Where the right ventricular free wall meets the septum anteriorly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Where the right ventricular free wall meets the septum inferiorly</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.align</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>Choose another list to move the points onto: they lie on themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>Choose the points that are to be moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>Choose the points to move them onto.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>{target} would move along, as it goes with {other}: part them first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.any_mask</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the T1 volume after contrast and its points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the contours: a segmentation with Left ventricle and Myocardium.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the points: a list with the Anterior RV insertion, or of a CT with LV apex and Mitral annulus center.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the short-axis image.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.dicom_loading</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>Cardiac short axis, for LandmarkAI: as one volume, or a sequence of its frames.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>The files are not those of one series any more: examine them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>{name}: {frames} frames of one slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>{name}: {frames} frames of {slices} slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>{name}: {slices} slices</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.dicom_source</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>Choose a volume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>Slicer's DICOM database is closed: open the module DICOM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>The DICOM files of {name} are gone or damaged: import its series again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>{name} is one of {count} frames of its series, and nothing says which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>{name} was not loaded from DICOM: load its series with Slicer's module DICOM.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.edits</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/edits.py"/>
        <source>{name} and {volume} are under different transforms: use one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.export</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/export.py"/>
        <source>'{name}' cannot name a case: use letters, digits, - and _.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/export.py"/>
        <source>{path} is there already: choose another name for the case.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.function</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>Both phases are the same volume: choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>Choose a sequence, or a second volume that shows the other phase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>Choose a sequence, or two volumes: end diastole and end systole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>{name} has frames without contours: detect in all of its frames first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>{name} has no contours: detect landmarks in it first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.kinds</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/kinds.py"/>
        <source>{name} has changed since the detection began: detect again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.results</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/results.py"/>
        <source>{name} has other frames than when the detection began: detect again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.segmentations</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/segmentations.py"/>
        <source>{name} holds {count} segments: keep those that are needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.tables</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/tables.py"/>
        <source>{name}, slice {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.transforms</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/transforms.py"/>
        <source>{source} and {target} are under transforms that bend: harden them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scene.volumes</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>Choose a volume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} does not say where its voxels lie: correct its spacing in module Volumes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} has several values a voxel (colours or vectors): choose one of grey values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} holds no image: load it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} is a label map: choose the image that it was drawn on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} is not a volume: choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} was removed from the scene: choose another volume.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
